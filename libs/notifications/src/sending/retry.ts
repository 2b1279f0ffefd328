const FIRST_S = 30;
const LONGEST_S = 3_600;
/** With the waits between them some nine hours. */
export const MOST_TRIES = 15;

/** When to try again: longer each time, an hour at most. */
export function nextTry(now: Date, attempts: number): Date {
  const seconds = Math.min(LONGEST_S, FIRST_S * 2 ** Math.max(0, attempts - 1));
  return new Date(now.getTime() + seconds * 1_000);
}
