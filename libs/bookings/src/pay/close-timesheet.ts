import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {Clock, DomainError, notFound, type Day} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {Engagement} from '../engagement/engagement.entity.js';
import {ReadEngagements} from '../engagement/read-engagements.js';
import {notEmployed} from './arrange-pay.js';
import {ReadTimesheets} from './read-timesheets.js';

/** A pay period that is over goes to payroll: what is in it is in no other, and what is approved later comes with the next. */
@Injectable()
export class CloseTimesheet {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly engagements: ReadEngagements,
    private readonly timesheets: ReadTimesheets,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Closed again, it stays as it is.
   * @param day any day of the period
   * @throws NOT_FOUND, NOT_EMPLOYED, PAY_PERIOD_OPEN while it is not over
   */
  async run(principal: Principal, engagementId: string, day: Day): Promise<string> {
    holderFor(principal, 'approve_hours');
    const engagement = await this.engagements.one(principal, engagementId);
    if (!engagement.everEmployed) throw notEmployed();
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'approve_hours');
      const lock = {mode: 'for_no_key_update'} as const;
      if (!(await tx.findOne(Engagement, {where: {id: engagementId, holderId}, lock}))) throw notFound('agreement');
      const sheet = await this.timesheets.within(tx, engagement, day);
      if (!sheet) throw notFound('timesheet');
      if (sheet.closed) return sheet.closed.id;
      if (!this.timesheets.isOver(sheet.period)) throw stillOpen();
      const {startsOn, endsOn} = sheet.period;
      const how = principal.actingFor?.contact?.how ?? null;
      const [{id}] = await tx.query<[{id: string}]>(
        `INSERT INTO timesheet (council_id, engagement_id, starts_on, ends_on, totals, closed_by, closed_how, closed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        [
          ...[principal.councilId, engagementId, startsOn, endsOn, JSON.stringify(sheet.totals), principal.personId],
          ...[how, this.clock.now()],
        ],
      );
      await tx.query(
        `INSERT INTO timesheet_visit (visit_id, timesheet_id, council_id) SELECT v, $2, $3 FROM unnest($1::uuid[]) AS v`,
        [sheet.visits.map((visit) => visit.id), id, principal.councilId],
      );
      const after = {starts_on: startsOn, ends_on: endsOn, total_pence: sheet.totals.totalPence};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'timesheet.closed',
        subject: {kind: 'timesheet', id},
        after,
      });
      await this.outbox.publish(tx, principal.councilId, 'timesheet.closed', id);
      return id;
    });
  }
}

function stillOpen(): DomainError {
  return new DomainError(
    'refused',
    'PAY_PERIOD_OPEN',
    'This pay period is not over yet. Send it to payroll after its last day.',
  );
}
