import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {Outbox, UnitOfWork} from '@app/platform';
import {asRefused, requireWords} from './feedback.errors.js';
import {FEEDBACK_WAITING} from './give-feedback.js';
import type {Again, ReplyState, WentWell} from './feedback.state.js';

export interface ReceivedFeedback {
  id: string;
  listingName: string;
  wentWell: WentWell[];
  again: Again;
  text: string | null;
  month: string;
  reply: string | null;
  replyState: ReplyState | null;
  replyReason: string | null;
}

/** The right of reply: a PA or provider reads what shows about them, and answers. They never learn here who wrote it. */
@Injectable()
export class ReplyToFeedback {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  received(principal: Principal): Promise<ReceivedFeedback[]> {
    return this.uow.run(principal.councilId, async (tx) =>
      tx.query<ReceivedFeedback[]>(
        `SELECT f.id, l.name AS "listingName", f.went_well AS "wentWell", f.again, f.text,
                to_char(f.written_at AT TIME ZONE 'Europe/London', 'YYYY-MM-01') AS month, f.reply,
                f.reply_state AS "replyState", f.reply_reason AS "replyReason"
         FROM feedback f JOIN listing l ON l.id = f.listing_id
         WHERE f.state = 'shown' AND f.listing_id = ANY ($1::uuid[]) ORDER BY f.written_at DESC, f.id`,
        [await this.owners.listingsOf(tx, principal)],
      ),
    );
  }

  /** @throws NOT_FOUND */
  async requireOwn(principal: Principal, id: string): Promise<void> {
    if (!(await this.received(principal)).some((each) => each.id === id)) throw notFound('feedback');
  }

  /** Another answer takes the place of the one before, and waits again. @throws NOT_FOUND, VALIDATION_FAILED */
  async reply(principal: Principal, id: string, reply: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const listings = await this.owners.listingsOf(tx, principal);
        const [found] = await tx.query<unknown[]>(
          `SELECT FROM feedback WHERE id = $1 AND state = 'shown' AND listing_id = ANY ($2::uuid[]) FOR UPDATE`,
          [id, listings],
        );
        if (!found) throw notFound('feedback');
        await tx.query(`UPDATE feedback SET reply = $2, reply_state = 'waiting', replied_by = $3 WHERE id = $1`, [
          ...[id, requireWords('reply', reply), principal.personId],
        ]);
        await this.audit.record(tx, {...by(principal), action: 'feedback.replied', subject: {kind: 'feedback', id}});
        await this.outbox.publish(tx, principal.councilId, FEEDBACK_WAITING, id);
      });
    } catch (error) {
      throw asRefused(error, 'reply');
    }
  }
}
