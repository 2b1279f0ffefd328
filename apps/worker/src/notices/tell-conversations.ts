import {Injectable} from '@nestjs/common';
import {
  ADVERT_DECIDED,
  ADVERT_WAITING,
  AdvertFacts,
  CONVERSATION_REPORTED,
  ConversationFacts,
  MESSAGE_SENT,
} from '@app/conversations';
import {RoleHolders} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** That somebody wrote, to the other side, once until they have read it; reports and adverts, to officers and back. */
@Injectable()
export class TellConversations {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ConversationFacts,
    private readonly adverts: AdvertFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of conversations',
      topics: [MESSAGE_SENT, CONVERSATION_REPORTED, ADVERT_WAITING, ADVERT_DECIDED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private tell(tx: Tx, event: RelayedEvent): Promise<void> {
    switch (event.topic) {
      case MESSAGE_SENT:
        return this.tellMessage(tx, event);
      case ADVERT_DECIDED:
        return this.tellDecided(tx, event);
      default:
        return this.tellOfficers(tx, event);
    }
  }

  private async tellOfficers(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId, topic, id} = event;
    for (const personId of await this.holders.of(tx, 'officer')) {
      const to = {personId};
      // An advert that was changed waits again.
      const key = `${keyOf(event, personId)}:${id}`;
      if (topic === ADVERT_WAITING) {
        await this.notices.tell(tx, {councilId, to, template: 'advert_waiting', data: {advertId: subjectId}, key});
      } else await this.notices.tell(tx, {councilId, to, template: 'report_waiting', data: {}, key});
    }
  }

  private async tellDecided(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId: advertId, id} = event;
    const fact = await this.adverts.decided(tx, advertId);
    for (const {personId, forName} of fact?.readers ?? []) {
      const data = {advertId, title: fact?.title ?? '', open: fact?.open ?? false, forName};
      const key = `${keyOf(event, personId)}:${id}`;
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'advert_decided', data, key});
    }
  }

  private async tellMessage(tx: Tx, {councilId, subjectId, topic}: RelayedEvent): Promise<void> {
    const fact = await this.facts.message(tx, subjectId);
    if (!fact) return;
    const {conversationId, from} = fact;
    for (const {personId, forName, firstUnread} of fact.readers) {
      const data = {conversationId, from, forName};
      const key = `${topic}:${firstUnread}:${personId}`;
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'message_waiting', data, key});
    }
  }
}
