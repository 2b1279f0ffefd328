import {createHash} from 'node:crypto';

/** A statement that the driver prepares under its name, once on each connection. */
export interface Named {
  name: string;
  text: string;
  values: readonly unknown[];
}

/** How often a text is asked before connections keep it: what is asked once, as an import's rows, is not worth keeping. */
const RECURS = 5;
/** Each connection keeps each of them, at some 50 kB. */
const AT_MOST = 500;
const LONGEST = 10_000;

const names = new Map<string, string>();
let generation = 0;
const seen = new Map<string, number>();

/**
 * The statement named, once its text has been asked a few times by this process: PostgreSQL plans it a few times and
 * then no more, and planning is a third of what a booking costs it. Null while it is better sent as it is.
 */
export function namedWhenItRecurs(text: string, values: readonly unknown[] | undefined): Named | null {
  if (!values?.length) return null;
  if (!names.has(text) && !recurs(text)) return null;
  return {name: nameOf(text), text, values};
}

/** A migration changed what a kept statement answers with: all are prepared anew, each when it is next asked. */
export function prepareAnew(): void {
  generation += 1;
  names.clear();
}

function recurs(text: string): boolean {
  if (names.size >= AT_MOST || text.length > LONGEST) return false;
  if (seen.size > 20 * AT_MOST) seen.clear(); // lists of every length, say: none of them recurs
  const times = (seen.get(text) ?? 0) + 1;
  if (times < RECURS) seen.set(text, times);
  else seen.delete(text);
  return times >= RECURS;
}

/** One for one text. */
export function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(`${generation} ${text}`).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
