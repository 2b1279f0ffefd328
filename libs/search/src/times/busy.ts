import type {AskedTime} from './asked-time.js';

const SECOND_MS = 1_000;

/** Starts and ends of visits by turns, in whole seconds, in order of their starts. */
export type Busy = Uint32Array;

/** @param text as `public_listing_times` writes it */
export function readBusy(text: string | null): Busy | undefined {
  return text === null ? undefined : Uint32Array.from(text.split(/[ ,]/), Number);
}

/** Whether there is no room for one more, as `public_listing_free` of the database has it: at the start, or where another visit begins. */
export function isFull(busy: Busy, capacity: number, {startsAt, endsAt}: AskedTime): boolean {
  const [from, to] = [startsAt / SECOND_MS, endsAt / SECOND_MS];
  for (let at = 0; at < busy.length; at += 2) {
    const begins = busy[at] as number;
    if (begins >= to) return false;
    if ((busy[at + 1] as number) <= from) continue;
    if (capacity === 1 || together(busy, Math.max(begins, from)) >= capacity) return true;
  }
  return false;
}

function together(busy: Busy, at: number): number {
  let count = 0;
  for (let each = 0; each < busy.length && (busy[each] as number) <= at; each += 2) {
    if ((busy[each + 1] as number) > at) count += 1;
  }
  return count;
}
