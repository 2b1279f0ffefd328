import type {AskedTime} from './asked-time.js';

const SECOND_MS = 1_000;

/** Starts and ends of visits by turns, in whole seconds, in order of their starts. */
export type Busy = Uint32Array;

/** @param text as `public_listing_times` writes it */
export function readBusy(text: string): Busy {
  return Uint32Array.from(text.split(/[ ,]/), Number);
}

/**
 * For how many of some times, in order of their starts, there is no room for one more, as `public_listing_free` of the
 * database has it: at the start, or where another visit begins.
 */
export function countFull(busy: Busy, capacity: number, times: readonly AskedTime[]): number {
  let full = 0;
  let over = 0; // what ends before one time begins ends before the next does
  for (const {startsAt, endsAt} of times) {
    const [from, to] = [startsAt / SECOND_MS, endsAt / SECOND_MS];
    while (over < busy.length && (busy[over + 1] as number) <= from) over += 2;
    if (isFull(busy, over, capacity, from, to)) full += 1;
  }
  return full;
}

function isFull(busy: Busy, first: number, capacity: number, from: number, to: number): boolean {
  for (let at = first; at < busy.length; at += 2) {
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
