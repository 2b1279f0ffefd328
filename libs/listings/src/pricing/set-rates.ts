import {Injectable} from '@nestjs/common';
import {addMonths, Clock, isDay, londonDay, RATE_BANDS} from '@app/kernel';
import type {Day, Rate} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {Checks, isWhole} from '../checks.js';
import {OwnListing} from '../owners/own-listing.js';
import {UNITS_OF} from './rates.js';
import {replaceMileage, replaceRates} from './replace-rates.js';

/** £10,000: far above any rate, so that a slip of the keyboard is noticed. */
export const MAX_RATE_PENCE = 1_000_000;
const MOST_RATES = 20;
const MAX_MILE_PENCE = 200;
const MONTHS_AHEAD = 24;

export interface NewRates {
  /** Today or later: what counted up to yesterday stands. */
  startsOn: Day;
  /** What is charged. */
  rates: Rate[];
  /** What a PA earns where somebody employs them, apart from what they charge; left out, they stay as they are. */
  wages?: Rate[];
  /** For each mile driven for somebody; null: none; left out, it stays as it is. */
  milePence?: number | null;
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
  async run(
    principal: Principal,
    listingId: string | null,
    {startsOn, rates, wages, milePence}: NewRates,
  ): Promise<void> {
    checkRates({startsOn, rates, wages, milePence}, londonDay(this.clock.now()));
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      const owner = {councilId: principal.councilId, listingId: id};
      const before = await replaceRates(tx, 'rate', owner, startsOn, rates);
      if (wages) await replaceRates(tx, 'wage', owner, startsOn, wages);
      if (milePence !== undefined) await replaceMileage(tx, owner, startsOn, milePence);
      await this.own.changed(tx, principal, id, {
        action: 'listing.rates_changed',
        before: {rates: before},
        after: {starts_on: startsOn, rates, wages, mile_pence: milePence},
      });
    });
  }
}

function checkRates({startsOn, rates, wages = [], milePence = null}: NewRates, today: Day): void {
  const check = new Checks();
  const last = addMonths(today, MONTHS_AHEAD);
  check.that(
    isDay(startsOn) && startsOn >= today && startsOn <= last,
    'starts_on',
    'Rates start today or later, at most two years ahead.',
  );
  check.that(rates.length >= 1 && rates.length <= MOST_RATES, 'rates', `Enter from one to ${MOST_RATES} rates.`);
  check.that(wages.length <= MOST_RATES, 'wages', `Enter at most ${MOST_RATES} wages.`);
  checkEach(check, 'rates', rates);
  checkEach(check, 'wages', wages);
  wages.forEach(({unit}, index) =>
    check.that(unit !== 'visit', `wages.${index}.unit`, 'A wage is by the hour, the night or the day.'),
  );
  check.that(
    milePence === null || isWhole(milePence, 1, MAX_MILE_PENCE),
    'mile_pence',
    `Enter what you ask for a mile in pence: 1 to ${MAX_MILE_PENCE}.`,
  );
  check.done();
}

function checkEach(check: Checks, list: 'rates' | 'wages', rates: readonly Rate[]): void {
  rates.forEach(({band, unit, ratePence}, index) => {
    const field = `${list}.${index}`;
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
}
