import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {channelOf, forApplicant} from '../apply/channel.js';
import {AskReferees} from '../referees/ask-referees.js';
import {ApplicationAccess} from './application-access.js';
import {moveApplication} from './move-application.js';

/** Takes an application back before it is decided. What was approved earlier stays as it is. */
@Injectable()
export class WithdrawApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly asks: AskReferees,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: true});
      const {application} = opened;
      const before = application.state;
      const now = this.clock.now();
      await moveApplication(tx, application, 'withdraw', now, {closedAt: now});
      await this.asks.noMore(tx, principal.councilId, id);
      await this.audit.record(tx, {
        ...by(principal),
        ...forApplicant(opened, principal),
        action: 'application.withdrawn',
        subject: {kind: 'application', id},
        before: {state: before},
        after: {channel: channelOf(opened)},
      });
    });
  }
}
