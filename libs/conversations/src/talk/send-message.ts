import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {refusedMessage} from '../conversations.errors.js';
import type {Side} from './conversation.entity.js';
import {ConversationSides} from './sides.js';
import {LONGEST, requireText} from './write-text.js';

export const MESSAGE_SENT = 'conversation.message_sent';

export interface NewMessage {
  conversationId: string;
  side: Side;
  text: string;
  /** The advert that it answers. */
  advertId?: string | null;
}

/** Writes a message in a conversation of one's own. Nobody else reads it, and no machine judges it. */
@Injectable()
export class SendMessage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: ConversationSides,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, CANNOT_WRITE, NOT_LISTED, CONTACT_NOT_SHARED */
  async run(principal: Principal, conversationId: string, text: string): Promise<void> {
    let name = '';
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const {id, side, listingName} = await this.sides.one(tx, principal, conversationId);
        name = listingName;
        if (side === 'holder') await this.mayAct.require(tx, principal, 'reach_out');
        await this.add(tx, principal, {conversationId: id, side, text});
      });
    } catch (error) {
      throw refusedMessage(error, name);
    }
  }

  /** In the transaction of whoever has found out that they may; what the database refuses comes as it is. */
  async add(tx: Tx, principal: Principal, {conversationId, side, text, advertId = null}: NewMessage): Promise<void> {
    const written = requireText('text', text, LONGEST.message, 'your message');
    const how = side === 'holder' ? (principal.actingFor?.contact?.how ?? null) : null;
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO conversation_message (council_id, conversation_id, side, written_by, written_how, text, advert_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [principal.councilId, conversationId, side, principal.personId, how, written, advertId],
    );
    const {id} = row as {id: string};
    await this.audit.record(tx, {
      ...by(principal),
      action: MESSAGE_SENT,
      subject: {kind: 'conversation', id: conversationId},
      after: {message: id},
    });
    await this.outbox.publish(tx, principal.councilId, MESSAGE_SENT, id);
  }
}
