/** Calls once nothing more has happened for a while. */
export function later(milliseconds: number, action: () => void): { again(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    stop,
    again() {
      stop();
      timer = setTimeout(action, milliseconds);
    },
  };
}
