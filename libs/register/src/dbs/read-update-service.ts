import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {DbsLevels, type DbsNeed} from './dbs-levels.js';
import type {StatusResult} from './update-service.entity.js';

export interface UpdateServiceView {
  /** What the law of today has for the tasks that they say they do. */
  need: DbsNeed;
  /** The latest word on it; null when nobody asked. */
  consent: {consents: boolean; saidOn: Day} | null;
  /** The newest first. */
  checks: {evidenceId: string; result: StatusResult; checkedOn: Day; checkedBy: string}[];
}

/** What is known of somebody's DBS certificate beside the certificate, for the council's staff. Each reading is recorded. */
@Injectable()
export class ReadUpdateService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly levels: DbsLevels,
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES */
  run(principal: Principal, applicationId: string): Promise<UpdateServiceView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {application, member} = await this.access.forStaff(tx, principal, applicationId);
      const said = application.circumstances;
      const need = await this.levels.neededFor(tx, {
        memberKind: member.kind,
        selfEmployed: said.includes('self_employed'),
        tasks: {regulated: said.includes('regulated_activity')},
        day: londonDay(this.clock.now()),
      });
      const [consent] = await tx.query<NonNullable<UpdateServiceView['consent']>[]>(
        `SELECT consents, said_on AS "saidOn" FROM update_service_consent WHERE member_id = $1
         ORDER BY said_on DESC, recorded_at DESC, id DESC LIMIT 1`,
        [member.id],
      );
      const checks = await tx.query<UpdateServiceView['checks']>(
        `SELECT s.evidence_id AS "evidenceId", s.result, s.checked_on AS "checkedOn", s.checked_by AS "checkedBy"
         FROM evidence e JOIN status_check s ON s.evidence_id = e.id
         WHERE e.member_id = $1 ORDER BY s.checked_on DESC, s.recorded_at DESC, s.id DESC`,
        [member.id],
      );
      if (checks.length) {
        await this.audit.record(tx, {
          ...by(principal),
          action: 'update_service.viewed',
          subject: {kind: 'application', id: applicationId},
          after: {evidenceIds: [...new Set(checks.map((each) => each.evidenceId))]},
        });
      }
      const names = await this.names.of(
        tx,
        checks.map((each) => each.checkedBy),
      );
      return {
        need,
        consent: consent ?? null,
        checks: checks.map((each) => ({...each, checkedBy: names.get(each.checkedBy) ?? ''})),
      };
    });
  }
}
