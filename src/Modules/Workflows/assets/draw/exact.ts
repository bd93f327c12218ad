// Before a number that the browser would round, such as 12345678901234567890 or 1.50: it is carried as a text, so that what nobody here knows is written back as it came. A private sign, so
// that no text that somebody wrote looks like it.
const mark = '\uE0F1';
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const carried = new RegExp(`"${mark}(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"`, 'g');

/** Reads JSON without rounding a number. */
export const readExact = (json: string): unknown =>
  JSON.parse(json.replace(token, one => one.startsWith('"') || String(Number(one)) === one ? one : `"${mark}${one}"`));

/** Writes what {@link readExact} read. */
export const writeExact = (value: unknown): string => JSON.stringify(value).replace(carried, '$1');

/** A number as it is meant, carried or not; 0 for anything else. */
export const numberOf = (value: unknown): number => Number(typeof value === 'string' && value.startsWith(mark) ? value.slice(mark.length) : value) || 0;
