import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {STATUS_ON_ITS_DAY} from '../engagement/engagement-in-force.js';
import {ReadEngagements, type EngagementView} from '../engagement/read-engagements.js';
import {HoursRules} from '../hours/hours-rules.js';
import {WorkerAges} from '../hours/worker-ages.js';
import {notEmployed} from './arrange-pay.js';
import type {PayArrangement} from './pay-arrangement.entity.js';
import {payPeriod, type PayPeriod} from './pay-periods.js';
import {timesheetTotals, type PaidVisit, type TimesheetTotals} from './timesheet.js';

export interface TimesheetView {
  engagement: Pick<EngagementView, 'id' | 'listing' | 'holder'>;
  arrangement: PayArrangement;
  period: PayPeriod;
  /** When it went to payroll, and through whom; null while it is open. */
  closed: {id: string; at: Date; by: string} | null;
  visits: (PaidVisit & {late: boolean})[];
  totals: TimesheetTotals;
  /** Visits of the period whose hours are not approved yet: they are paid with the period in which they are. */
  waiting: number;
}

/** Timesheets of an employed PA, for both sides of the agreement. */
@Injectable()
export class ReadTimesheets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly engagements: ReadEngagements,
    private readonly rules: HoursRules,
    private readonly ages: WorkerAges,
    private readonly clock: Clock,
  ) {}

  /** How they are paid, newest first. @throws NOT_FOUND */
  async arrangements(principal: Principal, engagementId: string): Promise<PayArrangement[]> {
    await this.engagements.one(principal, engagementId);
    return this.uow.run(principal.councilId, (tx) => arrangementsOf(tx, engagementId));
  }

  /**
   * The period that a day is in.
   * @returns null until it is written down how they are paid
   * @throws NOT_FOUND unless the caller is one of the two sides, NOT_EMPLOYED
   */
  async on(principal: Principal, engagementId: string, day: Day): Promise<TimesheetView | null> {
    const engagement = await this.engagements.one(principal, engagementId);
    if (!engagement.everEmployed) throw notEmployed();
    return this.uow.run(principal.councilId, (tx) => this.within(tx, engagement, day));
  }

  /** The same inside a transaction that does more. */
  async within(tx: Tx, engagement: EngagementView, day: Day): Promise<TimesheetView | null> {
    const all = await arrangementsOf(tx, engagement.id);
    const arrangement = all.find((each) => each.startsOn <= day) ?? all.at(-1);
    if (!arrangement) return null;
    const later = all.filter((each) => each.startsOn > arrangement.startsOn).at(-1);
    const whole = payPeriod(arrangement.cycle, arrangement.startsOn, day);
    // A period ends where another way of paying begins.
    const endsOn = later && later.startsOn <= whole.endsOn ? addDays(later.startsOn, -1) : whole.endsOn;
    const period = {startsOn: whole.startsOn, endsOn};
    const [closed] = await tx.query<{id: string; at: Date; by: string}[]>(CLOSED, [engagement.id, period.startsOn]);
    const values = [engagement.id, startOfDay(period.startsOn), startOfDay(addDays(endsOn, 1))];
    const rows = await tx.query<(PaidVisit & {late: boolean})[]>(VISITS, [
      ...[...values, closed?.id ?? null, this.clock.now()],
    ]);
    const visits = [];
    for (const row of rows) visits.push({...row, minimumPence: await this.minimum(tx, engagement.id, row.startsAt)});
    const holiday = await this.rules.holiday(tx, endsOn);
    const [{waiting}] = await tx.query<[{waiting: number}]>(WAITING, values);
    const totals = timesheetTotals(visits, period, arrangement, holiday);
    return {engagement, arrangement, period, closed: closed ?? null, visits, totals, waiting};
  }

  /** Whether a period is over, so that it may go to payroll. */
  isOver({endsOn}: PayPeriod): boolean {
    return endsOn < londonDay(this.clock.now());
  }

  private async minimum(tx: Tx, engagementId: string, at: Date): Promise<number | null> {
    const age = await this.ages.on(tx, engagementId, at);
    return (await this.rules.minimumWage(tx, at, age))?.hourPence ?? null;
  }
}

function arrangementsOf(tx: Tx, engagementId: string): Promise<PayArrangement[]> {
  return tx.query<PayArrangement[]>(
    `SELECT id, engagement_id AS "engagementId", hours_kind AS "hoursKind", weekly_minutes AS "weeklyMinutes", cycle,
            rolled_up AS "rolledUp", born_on AS "bornOn", starts_on AS "startsOn"
     FROM pay_arrangement WHERE engagement_id = $1 ORDER BY starts_on DESC`,
    [engagementId],
  );
}

const CLOSED = `
  SELECT t.id, t.closed_at AS at, p.name AS by FROM timesheet t JOIN person p ON p.id = t.closed_by
  WHERE t.engagement_id = $1 AND t.starts_on = $2`;

/** A closed one has its own; an open one what is in no other, and what was approved too late for one before it. */
const VISITS = `
  SELECT v.id, coalesce(v.started_at, v.starts_at) AS "startsAt", coalesce(v.ended_at, v.ends_at) AS "endsAt", b.shift,
         v.state <> 'approved' AS cancelled, coalesce(r.parts, '[]') AS parts,
         coalesce(r.work_pence, v.actual_pence) AS "workPence", coalesce(r.miles, 0)::float8 AS miles,
         coalesce(r.mileage_pence, 0) AS "mileagePence", coalesce(r.expense_pence, 0) AS "expensePence",
         NULL AS "minimumPence", v.starts_at < $2 AS late
  FROM booking b JOIN visit v ON v.booking_id = b.id LEFT JOIN timesheet_visit tv ON tv.visit_id = v.id
  LEFT JOIN LATERAL (
    SELECT * FROM hours_record WHERE visit_id = v.id AND v.state = 'approved' ORDER BY recorded_at DESC, id DESC LIMIT 1) r ON true
  WHERE b.engagement_id = $1 AND (v.state = 'approved' OR (v.actual_pence > 0 AND (v.state = 'cancelled' OR (v.state = 'paused' AND v.ends_at <= $5))))
    AND (tv.timesheet_id = $4 OR ($4::uuid IS NULL AND tv.visit_id IS NULL AND ${STATUS_ON_ITS_DAY} = 'employed'
      AND NOT EXISTS (SELECT FROM invoice_line l WHERE l.visit_id = v.id AND l.stands) AND v.starts_at < $3 AND (v.starts_at >= $2
      OR EXISTS (SELECT FROM timesheet t WHERE t.engagement_id = $1
                 AND (v.starts_at AT TIME ZONE 'Europe/London')::date BETWEEN t.starts_on AND t.ends_on))))
  ORDER BY v.starts_at, v.id`;

const WAITING = `
  SELECT count(*)::int AS waiting FROM booking b JOIN visit v ON v.booking_id = b.id
  WHERE b.engagement_id = $1 AND v.state IN ('accepted', 'recorded') AND v.starts_at >= $2 AND v.starts_at < $3
    AND ${STATUS_ON_ITS_DAY} = 'employed'`;
