import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import type {Application} from '../applications/application.entity.js';
import {ASKING_STATES} from '../applications/application.state.js';
import {illegalTransition} from '../register.errors.js';
import {requirementsOf} from '../scheme/scheme-in-force.js';

/** Told with the request's id. */
export const APPLICATION_ASKED = 'application.asked';

export const LONGEST_REQUEST = 2_000;

export interface NewRequest {
  /** The code of the requirement it is about, when it is about one. */
  requirement?: string | undefined;
  text: string;
}

/** Asks the applicant for something; they find it in their task list. */
@Injectable()
export class AskApplicant {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @returns the request's id
   * @throws NOT_FOUND, FOUR_EYES for one's own, ILLEGAL_TRANSITION, VALIDATION_FAILED
   */
  run(principal: Principal, applicationId: string, asked: NewRequest): Promise<string> {
    return this.uow.run(principal.councilId, (tx) => this.ask(tx, principal, applicationId, asked));
  }

  /** The same within another use case, as when a sanction asks for further checks. */
  async ask(tx: Tx, principal: Principal, applicationId: string, asked: NewRequest): Promise<string> {
    requireSound(asked);
    const {application} = await this.access.forStaff(tx, principal, applicationId);
    if (!ASKING_STATES.includes(application.state)) throw illegalTransition(application.state, 'ask');
    await requireAsked(tx, application, asked.requirement);
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO application_request (council_id, application_id, requirement, text, asked_by)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [principal.councilId, applicationId, asked.requirement ?? null, asked.text.trim(), principal.personId],
    );
    const {id} = row as {id: string};
    await this.audit.record(tx, {
      ...by(principal),
      action: 'application.asked',
      subject: {kind: 'application', id: applicationId},
      after: {requestId: id, requirement: asked.requirement ?? null},
    });
    await this.outbox.publish(tx, principal.councilId, APPLICATION_ASKED, id);
    return id;
  }
}

function requireSound({text}: NewRequest): void {
  const {length} = text.trim();
  if (length < 1 || length > LONGEST_REQUEST) {
    throw invalid({field: 'text', message: `Say what you ask for in ${LONGEST_REQUEST} characters or fewer.`});
  }
}

async function requireAsked(tx: Tx, application: Application, code: string | undefined): Promise<void> {
  if (code === undefined) return;
  const asked = (await requirementsOf(tx, [application.schemeVersionId])).get(application.schemeVersionId) ?? [];
  if (!asked.some((each) => each.code === code)) throw notFound('requirement');
}
