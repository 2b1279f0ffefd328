import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {addMonths, Clock, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import type {Application} from '../applications/application.entity.js';
import {RiskAssessment} from './risk-assessment.entity.js';
import {KEPT_MONTHS} from './risk-assessments.js';

export interface RiskAssessmentView {
  id: string;
  /** Null when it is gone: the decision is too long ago. */
  text: string | null;
  writtenBy: {id: string; name: string};
  writtenAt: Date;
}

/** Whoever decides reads all of an application, anybody else their own; nobody learns of others. Each reading is recorded. */
@Injectable()
export class ReadRiskAssessments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES */
  run(principal: Principal, applicationId: string): Promise<RiskAssessmentView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {application} = await this.access.forStaff(tx, principal, applicationId);
      const own = principal.permissions.has('application:decide') ? {} : {writtenBy: principal.personId};
      const found = await tx.find(RiskAssessment, {
        where: {applicationId, ...own},
        order: {writtenAt: 'ASC', id: 'ASC'},
      });
      const late = this.isLate(application);
      const readable = found.filter((each) => each.text !== null && !late);
      for (const {id} of readable) {
        await this.audit.record(tx, {
          ...by(principal),
          action: 'risk_assessment.read',
          subject: {kind: 'risk_assessment', id},
        });
      }
      const names = await this.names.of(
        tx,
        found.map((each) => each.writtenBy),
      );
      return found.map(({id, text, writtenBy, writtenAt}) => ({
        id,
        text: late ? null : text,
        writtenBy: {id: writtenBy, name: names.get(writtenBy) ?? ''},
        writtenAt,
      }));
    });
  }

  /** Gone on the day, whether or not the nightly job has come by. */
  private isLate({closedAt}: Application): boolean {
    return closedAt !== null && addMonths(londonDay(closedAt), KEPT_MONTHS) <= londonDay(this.clock.now());
  }
}
