let words: Record<string, string> = {};

/** The page's texts, in the reader's language. */
export function hear(all: Record<string, string>): void {
  words = all;
}

/** A text of the page with its placeholders filled: {0}, {1} and so on. */
export function say(key: string, ...values: (string | number)[]): string {
  return (words[key] ?? key).replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ''));
}
