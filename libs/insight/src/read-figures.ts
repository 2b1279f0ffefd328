import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {addMonths, Clock, forbidden, invalid, londonDay, type Day} from '@app/kernel';
import {ListingFigures} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import {RegisterFigures, type Duration} from '@app/register';
import {MissedSearches} from '@app/search';
import {missedTable} from './missed-table.js';
import {cell, countedRows, crossedRows, daysCell, single} from './cells.js';
import type {FigureRow, Figures, FigureTable} from './figures.js';
import {few} from './suppress.js';
import {ReviewTables} from './review-tables.js';
import {KINDS, OUTCOMES, REASONS, SOURCES, STATES, withOthers} from './words.js';

/** Days: up to the first, from it up to the second … and longer. */
const AGES = [0, 15, 29, 57];
const AGE_WORDS = ['Up to 14 days', '15 to 28 days', '29 to 56 days', '57 days or longer'];
const LAPSES = [30, 60, 90];
const LONGEST_MONTHS = 60;

export interface Period {
  /** A year back when left out. */
  from?: Day | undefined;
  /** Today when left out. */
  to?: Day | undefined;
}

/** What a manager asks of the register. Nobody can be told from it: small numbers are suppressed before they leave here. */
@Injectable()
export class ReadFigures {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly register: RegisterFigures,
    private readonly listings: ListingFigures,
    private readonly missed: MissedSearches,
    private readonly reviews: ReviewTables,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  async run(principal: Principal, wanted: Period): Promise<Figures> {
    if (!principal.permissions.has('figures:read')) throw forbidden('You do not have permission to do this.');
    const now = this.clock.now();
    const today = londonDay(now);
    const {from, to} = requirePeriod(wanted, today);
    return this.uow.run(principal.councilId, async (tx) => ({
      ...{from, to, asOf: today},
      tables: [
        await this.enquiries(tx, from, to),
        await this.waiting(tx, now),
        await this.stages(tx, from, to),
        await this.decided(tx, from, to),
        await this.declined(tx, from, to),
        await this.members(tx, today),
        await this.live(tx, today),
        await this.suspended(tx, from, to),
        missedTable(await this.missed.between(tx, from, to)),
        ...(await this.reviews.all(tx, principal.councilId, from, to, today)),
      ],
    }));
  }

  private async enquiries(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const found = await this.register.enquiries(tx, from, to);
    const count = (source: string) => found.find((each) => each.source === source)?.count ?? 0;
    const sources = withOthers(
      SOURCES,
      found.map((each) => each.source),
    );
    return {
      code: 'enquiries',
      title: 'Enquiries, by where they heard of the register',
      note: 'Received in the period.',
      head: ['Source', 'Enquiries'],
      rows: countedRows(sources.map(([source, label]) => [label, count(source)])),
      chart: 0,
    };
  }

  private async waiting(tx: Tx, now: Date): Promise<FigureTable> {
    const found = await this.register.openByAge(tx, now, AGES);
    const count = (state: string, age: number) =>
      found.find((each) => each.state === state && each.age === age + 1)?.count ?? 0;
    const states = withOthers(
      STATES,
      found.map((each) => each.state),
    );
    return {
      code: 'open_applications',
      title: 'Open applications, by stage and age',
      note: 'Applications that are not decided today, by the days since they were handed in, or opened while they are drafts.',
      head: ['Stage', ...AGE_WORDS],
      rows: crossedRows(states.map(([state, label]) => [label, AGES.map((_, age) => count(state, age))])),
      chart: null,
    };
  }

  private async stages(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const found = await this.register.stageDays(tx, from, to);
    return {
      code: 'stage_days',
      title: 'Days in each stage',
      note: 'Of applications that left the stage in the period.',
      head: ['Stage', 'Median', '90th percentile', 'Applications'],
      rows: STATES.map(([state, label]) => ({
        label,
        cells: durationCells(found.find((each) => each.state === state)),
      })),
      chart: 0,
    };
  }

  private async decided(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const found = await this.register.decidedDays(tx, from, to);
    return {
      code: 'decision_days',
      title: 'Days to the end',
      note: 'From being handed in to the outcome, of applications that ended in the period.',
      head: ['Outcome', 'Median', '90th percentile', 'Applications'],
      rows: OUTCOMES.map(([state, label]) => ({
        label,
        cells: durationCells(found.find((each) => each.state === state)),
      })),
      chart: 0,
    };
  }

  private async declined(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const found = await this.register.declines(tx, from, to);
    const reasons = withOthers(
      REASONS,
      found.map((each) => each.reason),
    );
    const count = (reason: string) => found.find((each) => each.reason === reason)?.count ?? 0;
    return {
      code: 'declines',
      title: 'Declined, by ground',
      note: 'Decisions in the period.',
      head: ['Ground', 'Decisions'],
      rows: countedRows(reasons.map(([reason, label]) => [label, count(reason)])),
      chart: 0,
    };
  }

  private async members(tx: Tx, today: Day): Promise<FigureTable> {
    const found = await this.register.listed(tx, today, LAPSES);
    const rows = KINDS.map(([kind, label]): FigureRow => {
      const {count = 0, lapsing = []} = found.find((each) => each.kind === kind) ?? {};
      return {label, cells: [single(count), ...LAPSES.map((_, index) => nested(lapsing[index] ?? 0, count))]};
    });
    return {
      code: 'listed_and_lapsing',
      title: 'On the register, and about to lapse',
      note: 'Members who are listed today, and how many of them stop being so within so many days unless evidence is renewed.',
      head: ['Members', 'Listed', ...LAPSES.map((days) => `Lapsing in ${days} days`)],
      rows,
      chart: 0,
    };
  }

  private async live(tx: Tx, today: Day): Promise<FigureTable> {
    const found = await this.listings.live(tx, today);
    const row = (kind: string, label: string): FigureRow => {
      const {live = 0, available = 0} = found.find((each) => each.kind === kind) ?? {};
      return {label, cells: [single(live), nested(available, live)]};
    };
    return {
      code: 'live_and_available',
      title: 'To be found, and taking on work',
      note: 'Listings that anybody finds today, and those of them that say they take on more work.',
      head: ['Listings', 'To be found', 'Taking on work'],
      rows: [row('pa', 'Personal assistants'), row('provider', 'Providers')],
      chart: 0,
    };
  }

  private async suspended(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const {begun, inForce} = await this.register.suspensions(tx, from, to);
    return {
      code: 'suspensions',
      title: 'Suspensions',
      note: 'Begun in the period, and in force today.',
      head: ['Suspensions', 'Number'],
      rows: [
        {label: 'Begun in the period', cells: [single(begun)]},
        {label: 'In force today', cells: [single(inForce)]},
      ],
      chart: null,
    };
  }
}

/** Part of a number that is shown: not where the rest would be small. */
function nested(part: number, whole: number) {
  const rest = whole - part;
  return rest > 0 && few(rest) === 'small' && few(part) !== 'small' ? cell('hidden') : single(part);
}

function durationCells(found: Duration | undefined) {
  const {count = 0, median = 0, ninetieth = 0} = found ?? {};
  return [daysCell(count, median), daysCell(count, ninetieth), single(count)];
}

function requirePeriod({from, to = undefined}: Period, today: Day): {from: Day; to: Day} {
  const last = to ?? today;
  const first = from ?? addMonths(last, -12);
  if (last > today) throw invalid({field: 'to', message: 'The last day is in the future.'});
  if (first > last) throw invalid({field: 'from', message: 'The first day is after the last.'});
  if (first < addMonths(last, -LONGEST_MONTHS)) throw invalid({field: 'from', message: 'Choose at most five years.'});
  return {from: first, to: last};
}
