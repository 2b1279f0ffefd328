import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {JobRunner, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import {employedOn} from '../engagement/engagement-in-force.js';
import {Visit} from '../visit/visit.entity.js';
import {HoursRules} from './hours-rules.js';
import {minimumMinutes, shortOfMinimum, toleranceOf} from './pay.js';
import {SpendHours} from './spend-hours.js';
import {WorkerAges} from './worker-ages.js';

/**
 * Every hour, where a council said so: hours that nobody said a word about are approved. Never what costs more than
 * the council lets pass, and never wages below what the law says: those wait for a person.
 */
@Injectable()
export class ApproveSilently implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly rules: HoursRules,
    private readonly ages: WorkerAges,
    private readonly spends: SpendHours,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'hours.approve_silently', cron: '20 * * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const due = await this.dataSource.query<{council_id: string; id: string}[]>(
      `SELECT council_id, id FROM silent_approvals_due($1)`,
      [this.clock.now()],
    );
    const faults: unknown[] = [];
    for (const {council_id: councilId, id} of due) {
      await this.approve(councilId, id).catch((error: unknown) => faults.push(error));
    }
    // The job fails, so that somebody sees it; those behind have been dealt with.
    if (faults.length)
      throw new Error(`${faults.length} of ${due.length} visits could not be approved`, {cause: faults[0]});
  }

  private approve(councilId: string, visitId: string): Promise<void> {
    return this.uow.run(councilId, async (tx) => {
      const {bookingId} = await tx.findOneByOrFail(Visit, {id: visitId});
      const booking = await tx.findOneOrFail(Booking, {where: {id: bookingId}, lock: {mode: 'for_no_key_update'}});
      const visit = await tx.findOneByOrFail(Visit, {id: visitId});
      if (visit.state !== 'recorded' || !(await this.mayPass(tx, booking, visit))) return;
      const spent = visit.actualPence ?? 0;
      await this.spends.run(tx, {councilId}, visitId, spent, {approvedSilently: true});
      const subject = {kind: 'visit', id: visitId};
      await this.audit.record(tx, {councilId, action: 'visit.approved_silently', subject, after: {spent_pence: spent}});
      await this.outbox.publish(tx, councilId, 'visit.approved_silently', visitId);
    });
  }

  private async mayPass(tx: Tx, booking: Booking, visit: Visit): Promise<boolean> {
    const rule = await this.rules.inForce(tx, visit.councilId, londonDay(this.clock.now()));
    const more = (visit.actualPence ?? 0) - visit.pricePence;
    if (rule.silentDays === null || more > toleranceOf(visit.pricePence, rule)) return false;
    const {engagementId} = booking;
    if (!engagementId || !(await employedOn(tx, engagementId, londonDay(visit.startsAt)))) return true;
    const [pay] = await tx.query<{workPence: number}[]>(
      `SELECT work_pence AS "workPence" FROM hours_record WHERE visit_id = $1 ORDER BY recorded_at DESC, id DESC LIMIT 1`,
      [visit.id],
    );
    const age = await this.ages.on(tx, engagementId, visit.startsAt);
    const least = await this.rules.minimumWage(tx, visit.startsAt, age);
    const range = {startsAt: visit.startedAt ?? visit.startsAt, endsAt: visit.endedAt ?? visit.endsAt};
    const worked = minimumMinutes(booking.shift, range);
    return Boolean(pay && least && shortOfMinimum(worked, pay.workPence, least.hourPence) === 0);
  }
}
