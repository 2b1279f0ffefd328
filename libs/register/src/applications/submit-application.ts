import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {channelOf, forApplicant} from '../apply/channel.js';
import {RequireFilledIn} from '../apply/require-filled-in.js';
import {AskReferees} from '../referees/ask-referees.js';
import {ApplicationAccess, type Opened} from './application-access.js';
import {moveApplication} from './move-application.js';

/**
 * Hands an application to the council. From the applicant it is taken when nothing is missing, as on the pages; an
 * officer may hand one in as it stands, because what they have on paper or were told at a meeting need not be here, and
 * what the scheme asks for is asked before the decision.
 */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly filledIn: RequireFilledIn,
    private readonly asks: AskReferees,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION, ANSWERS_MISSING with the tasks for an applicant */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: true});
      if (opened.as === 'applicant' && opened.application.state === 'draft') await this.filledIn.of(tx, opened);
      await this.within(tx, principal, opened);
    });
  }

  /** The same within a transaction that does more; the referees who were named are asked. @throws ILLEGAL_TRANSITION */
  async within(tx: Tx, principal: Principal, opened: Opened): Promise<void> {
    const {id} = opened.application;
    const now = this.clock.now();
    await moveApplication(tx, opened.application, 'submit', now, {submittedBy: principal.personId, submittedAt: now});
    await this.audit.record(tx, {
      ...by(principal),
      ...forApplicant(opened, principal),
      action: 'application.submitted',
      subject: {kind: 'application', id},
      after: {channel: channelOf(opened)},
    });
    await this.asks.of(tx, principal.councilId, id);
  }
}
