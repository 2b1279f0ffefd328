/** `weeklyPence` → `weekly_pence`. */
type SnakeKey<S extends string> = S extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${SnakeKey<Rest>}`
    : `_${Lowercase<First>}${SnakeKey<Rest>}`
  : S;

/** What somebody sees, as the API says it: names with underscores, instants as text. */
export type Snake<T> = T extends Date
  ? string
  : T extends readonly (infer Each)[]
    ? Snake<Each>[]
    : T extends object
      ? {[Key in keyof T as Key extends string ? SnakeKey<Key> : Key]: Snake<T[Key]>}
      : T;

/** For views that hold no more than whoever asks may see; each answer's own class says what they are. */
export function snake<T>(value: T): Snake<T> {
  return snaked(value) as Snake<T>;
}

function snaked(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(snaked);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snaked(each),
    ]),
  );
}
