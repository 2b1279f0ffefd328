import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {ConversationSides, type OwnConversation} from '../talk/sides.js';

/** Wants nothing more of the other side, whatever listing they write from and for whomever they act; or does again. */
@Injectable()
export class BlockOtherSide {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: ConversationSides,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
  ) {}

  /** Blocked once stays blocked once. @throws NOT_FOUND, FORBIDDEN */
  block(principal: Principal, id: string): Promise<void> {
    return this.act(principal, id, 'conversation.blocked', (tx, {holderId, listingId, side}) =>
      tx.query(
        `INSERT INTO conversation_block (council_id, holder_id, listing_id, side, blocked_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (holder_id, listing_id, side) WHERE lifted_at IS NULL DO NOTHING`,
        [principal.councilId, holderId, listingId, side, principal.personId],
      ),
    );
  }

  /** @throws NOT_FOUND, FORBIDDEN */
  unblock(principal: Principal, id: string): Promise<void> {
    return this.act(principal, id, 'conversation.unblocked', (tx, {holderId, listingId, side}) =>
      tx.query(
        `UPDATE conversation_block SET lifted_at = now(), lifted_by = $4
         WHERE holder_id = $1 AND listing_id = $2 AND side = $3 AND lifted_at IS NULL`,
        [holderId, listingId, side, principal.personId],
      ),
    );
  }

  private act(
    principal: Principal,
    id: string,
    action: string,
    write: (tx: Tx, talk: OwnConversation) => Promise<unknown>,
  ): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const talk = await this.sides.one(tx, principal, id);
      if (talk.side === 'holder') await this.mayAct.require(tx, principal, 'reach_out');
      // A message that is being sent is through before, or sees it.
      await tx.query(`SELECT FROM conversation WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      await write(tx, talk);
      await this.audit.record(tx, {...by(principal), action, subject: {kind: 'conversation', id}});
    });
  }
}
