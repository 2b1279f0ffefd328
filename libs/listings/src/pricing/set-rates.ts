import {Injectable} from '@nestjs/common';
import {addDays, addMonths, Clock, isDay, londonDay, RATE_BANDS} from '@app/kernel';
import type {Day, Rate} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {Checks, isWhole} from '../checks.js';
import {OwnListing} from '../owners/own-listing.js';
import {UNITS_OF, type DatedRate} from './rates.js';

/** £10,000: far above any rate, so that a slip of the keyboard is noticed. */
export const MAX_RATE_PENCE = 1_000_000;
const MOST_RATES = 20;
const MONTHS_AHEAD = 24;

export interface NewRates {
  /** Today or later: what counted up to yesterday stands. */
  startsOn: Day;
  rates: Rate[];
}

/** What a listing asks from a day on, all of it at once; rates not named end the day before. */
@Injectable()
export class SetRates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING, VALIDATION_FAILED
   */
  async run(principal: Principal, listingId: string | null, {startsOn, rates}: NewRates): Promise<void> {
    checkRates(startsOn, rates, londonDay(this.clock.now()));
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      const before = await ratesFrom(tx, id, startsOn);
      const kept = before.filter((old) => goesOn(old, startsOn) && rates.some((rate) => same(old, rate)));
      const added = rates.filter((rate) => !kept.some((old) => same(old, rate)));
      await end(
        tx,
        before.filter((old) => !kept.includes(old)).map((old) => old.id),
        startsOn,
      );
      await tx.query(
        `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on)
         SELECT $1, $2, band, unit, pence, $3 FROM unnest($4::text[], $5::text[], $6::bigint[]) AS t (band, unit, pence)`,
        [
          principal.councilId,
          id,
          startsOn,
          added.map(({band}) => band),
          added.map(({unit}) => unit),
          added.map(({ratePence}) => ratePence),
        ],
      );
      await this.own.changed(tx, principal, id, {
        action: 'listing.rates_changed',
        before: {rates: before.map(({id: _, ...rate}) => rate)},
        after: {starts_on: startsOn, rates},
      });
    });
  }
}

type StoredRate = DatedRate & {id: string};

const same = (a: Rate, b: Rate) => a.band === b.band && a.unit === b.unit && a.ratePence === b.ratePence;
const goesOn = (rate: DatedRate, day: Day) => rate.startsOn < day && rate.endsOn === null;

function ratesFrom(tx: Tx, listingId: string, day: Day): Promise<StoredRate[]> {
  return tx.query<StoredRate[]>(
    `SELECT id, band, unit, rate_pence AS "ratePence", starts_on AS "startsOn", ends_on AS "endsOn" FROM rate
     WHERE listing_id = $1 AND (ends_on IS NULL OR ends_on >= $2) ORDER BY band, unit, starts_on`,
    [listingId, day],
  );
}

async function end(tx: Tx, ids: string[], day: Day): Promise<void> {
  await tx.query(`DELETE FROM rate WHERE id = ANY($1::uuid[]) AND starts_on >= $2`, [ids, day]);
  await tx.query(`UPDATE rate SET ends_on = $2 WHERE id = ANY($1::uuid[])`, [ids, addDays(day, -1)]);
}

function checkRates(startsOn: Day, rates: readonly Rate[], today: Day): void {
  const check = new Checks();
  const last = addMonths(today, MONTHS_AHEAD);
  check.that(
    isDay(startsOn) && startsOn >= today && startsOn <= last,
    'starts_on',
    'Rates start today or later, at most two years ahead.',
  );
  check.that(rates.length >= 1 && rates.length <= MOST_RATES, 'rates', `Enter from one to ${MOST_RATES} rates.`);
  rates.forEach(({band, unit, ratePence}, index) => {
    const field = `rates.${index}`;
    const known = RATE_BANDS.includes(band);
    check.that(known, `${field}.band`, `Choose from: ${RATE_BANDS.join(', ')}.`);
    check.that(
      !known || UNITS_OF[band].includes(unit),
      `${field}.unit`,
      known ? `For ${band} choose from: ${UNITS_OF[band].join(', ')}.` : '',
    );
    check.that(
      isWhole(ratePence, 1, MAX_RATE_PENCE),
      `${field}.rate_pence`,
      'Enter a rate in whole pence, from 1p to £10,000.',
    );
    const first = rates.findIndex((other) => other.band === band && other.unit === unit);
    check.that(first === index, field, 'There is a rate for this time and unit already.');
  });
  check.done();
}
