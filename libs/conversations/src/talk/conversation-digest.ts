import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {ConversationFacts} from './conversation-facts.js';

/** In how many conversations something has waited for somebody. */
export interface UnreadDigest {
  personId: string;
  conversations: number;
}

/** What people have left unread for a while. For what is told once a day: it asks nobody's permission. */
@Injectable()
export class ConversationDigest {
  constructor(private readonly facts: ConversationFacts) {}

  /**
   * @param since nothing older: who has not read for so long is not asked for ever
   * @param before what came later was told as it came
   */
  async unread(tx: Tx, since: Date, before: Date): Promise<UnreadDigest[]> {
    const newest = await tx.query<{id: string; conversationId: string}[]>(
      `SELECT DISTINCT ON (conversation_id, side) id, conversation_id AS "conversationId" FROM conversation_message
       WHERE sent_at BETWEEN $1 AND $2 ORDER BY conversation_id, side, sent_at DESC, id DESC`,
      [since, before],
    );
    const waits = new Map<string, Set<string>>();
    for (const {id, conversationId} of newest) {
      const fact = await this.facts.message(tx, id);
      for (const {personId} of fact?.readers ?? []) {
        waits.set(personId, (waits.get(personId) ?? new Set()).add(conversationId));
      }
    }
    return [...waits].map(([personId, conversations]) => ({personId, conversations: conversations.size}));
  }
}
