import {createHash} from 'node:crypto';
import type {Pair} from './booking-world.js';
import type {Replay, Statement} from './recorded-sql.js';

/** What differs between two bookings that a caller chooses. */
export interface Chosen extends Pair {
  startsAt: Date;
  endsAt: Date;
  day: string;
  key: string;
}

/** One booking as it went to the database, and what was its own about it. */
export interface Recording {
  statements: readonly Statement[];
  given: Chosen;
  reference: string;
  bookingId: string;
  visitId: string;
}

const SAME_NAME = [
  'listingId',
  'memberId',
  'workerId',
  'engagementId',
  'holderId',
  'accountId',
  'lineId',
  'key',
  'day',
] as const;

/** The recorded booking again, of another slot. */
export function bookingReplay(recording: Recording, other: Chosen, newReference: string): Replay {
  const {given, reference, bookingId, visitId} = recording;
  const hash = (token: string) => createHash('sha256').update(token).digest();
  const swaps = new Map<unknown, unknown>([
    ...SAME_NAME.map((name): [unknown, unknown] => [given[name], other[name]]),
    [given.startsAt.toISOString(), other.startsAt],
    [given.endsAt.toISOString(), other.endsAt],
    [hash(given.token).toString('hex'), hash(other.token)],
    [reference, newReference],
  ]);
  const period = recordedPeriod(recording);
  return {
    swaps,
    learn: (row) => {
      if ('booking_id' in row) swaps.set(bookingId, row.booking_id).set(visitId, row.id);
      if ('lineId' in row && 'availablePence' in row) swaps.set(period, row.id);
    },
  };
}

/** The period that the recorded booking took from stands in the statement that wrote what its visit takes. */
function recordedPeriod({statements}: Recording): unknown {
  const written = statements.find(({sql}) => sql.includes('INTO visit_split'));
  return (written?.values[PERIODS] as unknown[] | undefined)?.[0];
}

/** The place of the periods among the values of that statement, from nought. */
const PERIODS = 20;
