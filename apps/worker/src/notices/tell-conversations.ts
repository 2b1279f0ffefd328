import {Injectable} from '@nestjs/common';
import {CONVERSATION_REPORTED, ConversationFacts, MESSAGE_SENT} from '@app/conversations';
import {RoleHolders} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** That somebody wrote, to the other side, once until they have read it; that a conversation was reported, to officers. */
@Injectable()
export class TellConversations {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ConversationFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of conversations',
      topics: [MESSAGE_SENT, CONVERSATION_REPORTED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId, topic} = event;
    if (topic === CONVERSATION_REPORTED) {
      for (const personId of await this.holders.of(tx, 'officer')) {
        const key = keyOf(event, personId);
        await this.notices.tell(tx, {councilId, to: {personId}, template: 'report_waiting', data: {}, key});
      }
      return;
    }
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
