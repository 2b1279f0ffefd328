import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {Visit} from '../visit/visit.entity.js';
import {STATUS_ON_ITS_DAY} from '../engagement/engagement-in-force.js';
import {HoursRules} from './hours-rules.js';
import {minimumMinutes, shortOfMinimum, toleranceOf, type PayPart} from './pay.js';
import type {Shift} from './shift.js';
import {WorkerAges} from './worker-ages.js';

export interface ExpenseView {
  id: string;
  what: string;
  pence: Pence;
  file: {id: string; name: string; state: 'quarantined' | 'clean' | 'infected'} | null;
}

/** What recorded hours come to, part by part, for both sides. */
export interface HoursDetail {
  visitId: string;
  workPence: Pence;
  mileagePence: Pence;
  expensePence: Pence;
  parts: PayPart[];
  expenses: ExpenseView[];
  /** Set when whoever approved put them right: what was recorded before, and why. */
  corrected: {reason: string; startedAt: Date; endedAt: Date} | null;
  /** When it was written down on a phone without signal; null when it was sent at once. */
  madeAt: Date | null;
  /** For an employed PA whose pay lies below the law's: what the law says, and by how much. */
  belowMinimum: {hourPence: Pence; shortPence: Pence; source: string} | null;
  /** That it costs more than was set aside by more than the council lets pass: somebody has to agree to that. */
  aboveTolerance: boolean;
}

/** The hours of visits in detail. */
@Injectable()
export class ReadHours {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly rules: HoursRules,
    private readonly ages: WorkerAges,
    private readonly clock: Clock,
  ) {}

  /** Of those that wait for the holder's approval. */
  toApprove(principal: Principal): Promise<Map<string, HoursDetail>> {
    const holderId = holderFor(principal, 'approve_hours');
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<{id: string}[]>(
        `SELECT v.id FROM visit v JOIN booking b ON b.id = v.booking_id WHERE b.holder_id = $1 AND v.state = 'recorded'`,
        [holderId],
      );
      return this.details(
        tx,
        rows.map(({id}) => id),
      );
    });
  }

  /** @throws NOT_FOUND unless the caller is one of its two sides */
  one(principal: Principal, visitId: string): Promise<HoursDetail | null> {
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await tx.findOneBy(Visit, {id: visitId});
      const booking = visit && (await tx.findOneBy(Booking, {id: visit.bookingId}));
      if (!booking || !(await this.parties.sideOf(tx, principal, booking, 'see_support'))) throw notFound('visit');
      return (await this.details(tx, [visitId])).get(visitId) ?? null;
    });
  }

  /** What was laid out on a visit, recorded or not. @throws NOT_FOUND unless the caller is one of its two sides */
  expenses(principal: Principal, visitId: string): Promise<ExpenseView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await tx.findOneBy(Visit, {id: visitId});
      const booking = visit && (await tx.findOneBy(Booking, {id: visit.bookingId}));
      if (!booking || !(await this.parties.sideOf(tx, principal, booking, 'see_support'))) throw notFound('visit');
      return (await expensesOf(tx, [visitId])).map(({expense}) => expense);
    });
  }

  private async details(tx: Tx, visitIds: readonly string[]): Promise<Map<string, HoursDetail>> {
    const rows = await tx.query<Row[]>(LAST, [visitIds]);
    const expenses = await expensesOf(tx, visitIds);
    const found = new Map<string, HoursDetail>();
    for (const row of rows) {
      const own = expenses.filter(({visitId}) => visitId === row.visitId).map(({expense}) => expense);
      found.set(row.visitId, await this.detail(tx, row, own));
    }
    return found;
  }

  private async detail(tx: Tx, row: Row, expenses: ExpenseView[]): Promise<HoursDetail> {
    const {visitId, workPence, mileagePence, expensePence, parts, madeAt} = row;
    const rule = await this.rules.inForce(tx, row.councilId, londonDay(this.clock.now()));
    const age = row.employedIn ? await this.ages.on(tx, row.employedIn, row.startedAt) : null;
    const least = row.employedIn ? await this.rules.minimumWage(tx, row.startedAt, age) : null;
    const worked = minimumMinutes(row.shift, {startsAt: row.startedAt, endsAt: row.endedAt});
    const shortPence = least ? shortOfMinimum(worked, workPence, least.hourPence) : 0;
    const more = workPence + mileagePence + expensePence - row.pricePence;
    return {
      ...{visitId, workPence, mileagePence, expensePence, parts, madeAt, expenses},
      corrected: row.reason ? {reason: row.reason, startedAt: row.firstStartedAt, endedAt: row.firstEndedAt} : null,
      belowMinimum: least && shortPence > 0 ? {...least, shortPence} : null,
      aboveTolerance: more > toleranceOf(row.pricePence, rule),
    };
  }
}

interface Row extends Pick<
  HoursDetail,
  'visitId' | 'workPence' | 'mileagePence' | 'expensePence' | 'parts' | 'madeAt'
> {
  councilId: string;
  startedAt: Date;
  endedAt: Date;
  reason: string | null;
  firstStartedAt: Date;
  firstEndedAt: Date;
  pricePence: Pence;
  /** The agreement under which they are employed; null when they are not. */
  employedIn: string | null;
  shift: Shift;
}

/** The record that counts of each, and the one that was put right by it. */
const LAST = `
  SELECT DISTINCT ON (r.visit_id) r.visit_id AS "visitId", r.council_id AS "councilId", r.started_at AS "startedAt",
         r.ended_at AS "endedAt", r.work_pence AS "workPence", r.mileage_pence AS "mileagePence",
         r.expense_pence AS "expensePence", r.parts, r.made_at AS "madeAt", r.reason,
         lag(r.started_at) OVER w AS "firstStartedAt", lag(r.ended_at) OVER w AS "firstEndedAt",
         v.price_pence AS "pricePence", b.shift,
         CASE WHEN ${STATUS_ON_ITS_DAY} = 'employed' THEN b.engagement_id END AS "employedIn"
  FROM hours_record r JOIN visit v ON v.id = r.visit_id JOIN booking b ON b.id = v.booking_id
  WHERE r.visit_id = ANY($1::uuid[])
  WINDOW w AS (PARTITION BY r.visit_id ORDER BY r.recorded_at, r.id)
  ORDER BY r.visit_id, r.recorded_at DESC, r.id DESC`;

function expensesOf(tx: Tx, visitIds: readonly string[]): Promise<{visitId: string; expense: ExpenseView}[]> {
  return tx.query<{visitId: string; expense: ExpenseView}[]>(
    `SELECT e.visit_id AS "visitId", json_build_object('id', e.id, 'what', e.what, 'pence', e.pence,
              'file', (SELECT json_build_object('id', f.id, 'name', f.name, 'state', f.state)
                       FROM expense_file f WHERE f.expense_id = e.id ORDER BY f.uploaded_at DESC, f.id DESC LIMIT 1)) AS expense
     FROM visit_expense e WHERE e.visit_id = ANY($1::uuid[]) AND e.removed_at IS NULL ORDER BY e.recorded_at, e.id`,
    [visitIds],
  );
}
