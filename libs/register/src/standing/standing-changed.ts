import {Injectable} from '@nestjs/common';
import {Outbox, type Tx} from '@app/platform';

export const STANDING_CHANGED = 'standing.changed';

/** Tells that a member's standing may be another now. Lapse tells nothing: whoever reads, reads by the day. */
@Injectable()
export class StandingChanged {
  constructor(private readonly outbox: Outbox) {}

  /** Says nothing of members who were never approved: their standing is none, whatever is recorded. */
  async publish(tx: Tx, councilId: string, memberId: string, from: Date | null = null): Promise<void> {
    const [approved] = await tx.query<unknown[]>(
      `SELECT FROM decision WHERE member_id = $1 AND outcome IN ('approved', 'approved_with_conditions') LIMIT 1`,
      [memberId],
    );
    if (approved) await this.outbox.publish(tx, councilId, STANDING_CHANGED, memberId, from);
  }

  /** Of members who were approved in this very transaction, or before it. */
  publishAll(tx: Tx, councilId: string, memberIds: readonly string[]): Promise<void> {
    return this.outbox.publish(tx, councilId, STANDING_CHANGED, memberIds);
  }
}
