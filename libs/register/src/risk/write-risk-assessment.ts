import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';

export const LONGEST_ASSESSMENT = 8_000;

/** Writes down what was weighed, for whoever decides. It is never changed; another may follow. */
@Injectable()
export class WriteRiskAssessment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @returns the assessment's id
   * @throws NOT_FOUND, FOUR_EYES, VALIDATION_FAILED, RISK_ASSESSMENT_CLOSED
   */
  async run(principal: Principal, applicationId: string, text: string): Promise<string> {
    if (!text.trim() || [...text].length > LONGEST_ASSESSMENT) {
      throw invalid({field: 'text', message: `Write the assessment in up to ${LONGEST_ASSESSMENT} characters.`});
    }
    return this.uow.run(principal.councilId, async (tx) => {
      const {application} = await this.access.forStaff(tx, principal, applicationId);
      if (application.closedAt || application.state === 'draft') throw closed();
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO risk_assessment (council_id, application_id, text, written_by) VALUES ($1, $2, $3, $4) RETURNING id`,
        [principal.councilId, applicationId, text, principal.personId],
      );
      const {id} = row as {id: string};
      // Neither its text nor whose application it is about: the trail is for ever, and others read it.
      await this.audit.record(tx, {
        ...by(principal),
        action: 'risk_assessment.written',
        subject: {kind: 'risk_assessment', id},
      });
      return id;
    });
  }
}

function closed(): DomainError {
  return new DomainError(
    'refused',
    'RISK_ASSESSMENT_CLOSED',
    'A risk assessment is for an application that is handed in and not decided yet.',
  );
}
