import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {Application} from '../applications/application.entity.js';
import {forApplicant} from './channel.js';
import {SPOKEN_CHANNELS, type SpokenChannel} from './channels.js';

/** Says how an officer who writes for an applicant is told what they write: from now on it stands on every record. */
@Injectable()
export class ChangeChannel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for one's own, VALIDATION_FAILED */
  async run(principal: Principal, id: string, channel: SpokenChannel): Promise<void> {
    if (!SPOKEN_CHANNELS.includes(channel)) {
      throw invalid({field: 'channel', message: `Choose one of ${SPOKEN_CHANNELS.join(', ')}.`});
    }
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.forStaff(tx, principal, id);
      await tx.update(Application, {id}, {channel});
      await this.audit.record(tx, {
        ...by(principal),
        ...forApplicant(opened, principal),
        action: 'application.channel_changed',
        subject: {kind: 'application', id},
        before: {channel: opened.application.channel},
        after: {channel},
      });
    });
  }
}
