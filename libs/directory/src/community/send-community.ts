import {Injectable} from '@nestjs/common';
import {Geography} from '@app/geography';
import {AuditTrail} from '@app/identity';
import {Clock, invalid, londonDay} from '@app/kernel';
import {Services} from '@app/listings';
import {Outbox, UnitOfWork} from '@app/platform';
import {isEmail} from 'class-validator';
import {COMMUNITY_WAITING} from './community-facts.js';
import {CommunityListing} from './community.entity.js';
import {columnsOf, communityErrors, placeOf, type CommunityText} from './community-text.js';

export interface CommunitySender {
  name: string;
  email: string;
}

/** Anybody may put forward a group or service that they speak for. The council looks at it before anybody sees it. */
@Injectable()
export class SendCommunity {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly geography: Geography,
    private readonly services: Services,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws VALIDATION_FAILED, POSTCODE_UNKNOWN */
  async run(councilId: string, text: CommunityText, sender: CommunitySender): Promise<void> {
    const errors = communityErrors(text, await this.services.list(councilId));
    if (!sender.name.trim() || sender.name.length > 200) {
      errors.push({field: 'sent_by_name', message: 'Enter your name, so that we can ask.'});
    }
    if (!isEmail(sender.email) || sender.email.length > 200) {
      errors.push({field: 'sent_by_email', message: 'Enter an e-mail address, like name@example.com.'});
    }
    if (errors.length > 0) throw invalid(errors);
    const place = await placeOf(this.geography, text.postcode);
    const columns = {...columnsOf(text, londonDay(this.clock.now())), ...place};
    await this.uow.run(councilId, async (tx) => {
      const made = await tx.insert(CommunityListing, {
        ...columns,
        ...{councilId, state: 'waiting', source: 'public'},
        ...{sentByName: sender.name.trim(), sentByEmail: sender.email.trim()},
      });
      const {id} = made.identifiers[0] as {id: string};
      const subject = {kind: 'community_listing', id};
      await this.audit.record(tx, {councilId, action: COMMUNITY_WAITING, subject, after: {name: columns.name}});
      await this.outbox.publish(tx, councilId, COMMUNITY_WAITING, id);
    });
  }
}
