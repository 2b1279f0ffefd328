import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {refusedMessage} from '../conversations.errors.js';
import {ConversationSides, type OwnConversation} from './sides.js';
import {LONGEST, requireText} from './write-text.js';

/** Telephone and e-mail pass by mutual consent alone: each side gives its own, and both see them once both have. */
@Injectable()
export class ShareContact {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: ConversationSides,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Agrees, or says how else one can be reached: read by the other side like a message, and refused where one would be.
   * @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, CANNOT_WRITE, NOT_LISTED
   */
  async give(principal: Principal, id: string, details: string): Promise<void> {
    let name = '';
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const {side, listingName} = await this.own(tx, principal, id);
        name = listingName;
        const given = requireText('details', details, LONGEST.details, 'how they can reach you');
        await take(tx, id, side);
        await tx.query(
          `INSERT INTO conversation_contact (conversation_id, side, council_id, details, agreed_by) VALUES ($1, $2, $3, $4, $5)`,
          [id, side, principal.councilId, given, principal.personId],
        );
        await this.record(tx, principal, id, 'conversation.contact_given');
      });
    } catch (error) {
      throw refusedMessage(error, name);
    }
  }

  /** Gives them no longer: what the other side has read it has read. @throws NOT_FOUND, FORBIDDEN */
  withdraw(principal: Principal, id: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {side} = await this.own(tx, principal, id);
      await take(tx, id, side);
      await this.record(tx, principal, id, 'conversation.contact_withdrawn');
    });
  }

  private async own(tx: Tx, principal: Principal, id: string): Promise<OwnConversation> {
    const talk = await this.sides.one(tx, principal, id);
    if (talk.side === 'holder') await this.mayAct.require(tx, principal, 'reach_out');
    // Two who answer for one side follow each other.
    await tx.query(`SELECT FROM conversation WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    return talk;
  }

  /** That it was given, never what. */
  private record(tx: Tx, principal: Principal, id: string, action: string): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'conversation', id}});
  }
}

async function take(tx: Tx, id: string, side: string): Promise<void> {
  await tx.query(`DELETE FROM conversation_contact WHERE conversation_id = $1 AND side = $2`, [id, side]);
}
