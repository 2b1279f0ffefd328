import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {addMonths, Clock, invalid, isDay, londonDay, notFound, type Day, type FieldError} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess, type Opened} from '../applications/application-access.js';
import {GATHERING_STATES} from '../applications/application.state.js';
import {recordableTerms} from '../applications/checklist.js';
import {moveApplication} from '../applications/move-application.js';
import {illegalTransition, levelTooLow} from '../register.errors.js';
import {DBS_LEVELS, type DbsLevel} from '../scheme/requirement-kinds.js';
import {AfterCover} from './after-cover.js';
import {WORKER_CHECK_WAYS, type WorkerCheckWay} from './worker.entity.js';
import {refusedWorker} from './worker.errors.js';

export interface NewWorkerCheck {
  how: WorkerCheckWay;
  level: DbsLevel;
  issuedOn: Day;
  /** The day the original was seen, or the Update Service looked at. */
  checkedOn: Day;
  /** With the Update Service: the day they let the council look. */
  consentedOn: Day | null;
  /** Of the council; left out it is who records it. */
  seenBy?: string | undefined;
}

/** Writes down that the DBS certificate of one of an organisation's people was seen or looked up, or takes that back. */
@Injectable()
export class RecordWorkerCheck {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly names: Names,
    private readonly after: AfterCover,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION, VALIDATION_FAILED, EVIDENCE_INSUFFICIENT, NOT_NAMED */
  async run(principal: Principal, applicationId: string, personId: string, check: NewWorkerCheck): Promise<void> {
    const errors = wrongWith(check, londonDay(this.clock.now()));
    if (errors.length) throw invalid(errors);
    await this.within(principal, applicationId, async (tx, {application, organisationId}) => {
      const asked = (await recordableTerms(tx, application.schemeVersionId)).filter((each) => each.eachWorker);
      const levels = asked.map(({minimumLevel}) => DBS_LEVELS.indexOf(minimumLevel ?? 'basic'));
      if (levels.length === 0) throw notFound('requirement');
      const least = DBS_LEVELS[Math.min(...levels)];
      if (least && DBS_LEVELS.indexOf(check.level) < DBS_LEVELS.indexOf(least)) throw levelTooLow(least);
      const seenBy = check.seenBy ?? principal.personId;
      if (!(await this.names.of(tx, [seenBy])).has(seenBy.toLowerCase())) {
        throw invalid({field: 'seen_by', message: 'We do not know this person.'});
      }
      const {how, level, issuedOn, checkedOn, consentedOn} = check;
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO worker_check (council_id, organisation_id, person_id, application_id, how, level, issued_on, checked_on,
                                   consented_on, seen_by, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
        [
          ...[principal.councilId, organisationId, personId, applicationId, how, level, issuedOn, checkedOn],
          ...[consentedOn, seenBy, principal.personId],
        ],
      );
      if (application.state === 'submitted') await moveApplication(tx, application, 'begin_checks', this.clock.now());
      const after = {checkId: row.id, person: personId, how, checkedOn};
      await this.record(tx, principal, applicationId, 'worker_check.recorded', after);
    });
  }

  /** It was recorded in error, and counts on no day to come. @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION */
  async withdraw(principal: Principal, applicationId: string, checkId: string): Promise<void> {
    await this.within(principal, applicationId, async (tx, {organisationId}) => {
      const [, gone] = await tx.query<[unknown, number]>(
        `UPDATE worker_check SET voided_by = $3, voided_at = $4 WHERE id = $1 AND organisation_id = $2 AND voided_at IS NULL`,
        [checkId, organisationId, principal.personId, this.clock.now()],
      );
      if (gone === 0) throw notFound('check');
      await this.record(tx, principal, applicationId, 'worker_check.withdrawn', {checkId});
    });
  }

  private async within(
    principal: Principal,
    applicationId: string,
    work: (tx: Tx, opened: Opened & {organisationId: string}) => Promise<void>,
  ): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const opened = await this.access.forStaff(tx, principal, applicationId);
        const {application, member} = opened;
        const {organisationId} = member;
        if (!organisationId) throw notFound('organisation');
        if (application.state === 'deferred') await moveApplication(tx, application, 'take_up', this.clock.now());
        if (!GATHERING_STATES.includes(application.state)) {
          throw illegalTransition(application.state, 'record_evidence');
        }
        await work(tx, {...opened, organisationId});
        await this.after.run(tx, principal, organisationId);
      });
    } catch (error) {
      throw refusedWorker(error);
    }
  }

  private record(tx: Tx, principal: Principal, id: string, action: string, after: object): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'application', id}, after});
  }
}

const OLDEST_MONTHS = 50 * 12;

function wrongWith({how, level, issuedOn, checkedOn, consentedOn}: NewWorkerCheck, today: Day): FieldError[] {
  const all: [boolean, string, string][] = [
    [WORKER_CHECK_WAYS.includes(how), 'how', 'Choose how it was checked.'],
    [DBS_LEVELS.includes(level), 'level', 'Choose the level.'],
    [isDay(checkedOn) && checkedOn <= today, 'checked_on', 'The day it was checked is in the future.'],
    [isDay(issuedOn) && issuedOn <= checkedOn, 'issued_on', 'It was issued after it was checked.'],
    [
      !isDay(issuedOn) || issuedOn >= addMonths(today, -OLDEST_MONTHS),
      'issued_on',
      'The day it was issued is too long ago.',
    ],
    [
      how === 'update_service' ? isDay(consentedOn) && consentedOn <= checkedOn : consentedOn === null,
      'consented_on',
      'Give the day they let the council look, for the Update Service and only then.',
    ],
  ];
  return all.filter(([holds]) => !holds).map(([, field, message]) => ({field, message}));
}
