import {invalid, isDay, type Day} from '@app/kernel';

const EARLIEST = '2020-01-01';
const LATEST = '2099-12-31';

/** Whether it is a day that a diary or a calendar can open at. */
export const isShowable = (day: unknown): day is Day => isDay(day) && day >= EARLIEST && day <= LATEST;

/** The day that an address asks for with `from`, or today. @throws VALIDATION_FAILED when it names none */
export function addressDay(from: unknown, today: Day): Day {
  if (from === undefined) return today;
  if (!isShowable(from)) throw invalid({field: 'from', message: 'Give a day in the address, like from=2026-03-29.'});
  return from;
}
