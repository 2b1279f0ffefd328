import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, invalid, notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {asRefused, feedbackMoved} from './feedback.errors.js';
import type {Again, FeedbackState, ReplyState, WentWell} from './feedback.state.js';

export const FEEDBACK_DECIDED = 'feedback.decided';
export const REPLY_DECIDED = 'feedback.reply_decided';

export interface FeedbackToModerate {
  id: string;
  listingId: string;
  listingName: string;
  holderName: string;
  /** Who wrote it when it was somebody else. */
  writtenBy: string | null;
  writtenAt: Date;
  state: FeedbackState;
  wentWell: WentWell[];
  again: Again;
  text: string | null;
  reason: string | null;
  reply: string | null;
  replyState: ReplyState | null;
  replyReason: string | null;
}

/** What waits to be looked at: the words themselves first, then the answer to them. */
export function waitingPart({state, replyState}: Pick<FeedbackToModerate, 'state' | 'replyState'>) {
  if (state === 'waiting') return 'feedback';
  return state === 'shown' && replyState === 'waiting' ? 'reply' : null;
}

/** The council looks at each before it shows: somebody who neither wrote it nor is written about. */
@Injectable()
export class ModerateFeedback {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Those that wait first. @throws FORBIDDEN */
  list(principal: Principal): Promise<FeedbackToModerate[]> {
    requireModerator(principal);
    return this.uow.run(principal.councilId, (tx) => read(tx, null));
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async one(principal: Principal, id: string): Promise<FeedbackToModerate> {
    requireModerator(principal);
    const [found] = await this.uow.run(principal.councilId, (tx) => read(tx, id));
    if (!found) throw notFound('feedback');
    return found;
  }

  /**
   * Lets show what waits, or not, with a reason for whoever wrote it.
   * @param reason null lets it show
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION, OWN_FEEDBACK
   */
  async decide(principal: Principal, id: string, reason: string | null): Promise<void> {
    requireModerator(principal);
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await tx.query(`SELECT FROM feedback WHERE id = $1 FOR NO KEY UPDATE`, [id]);
        const [found] = await read(tx, id);
        if (!found) throw notFound('feedback');
        const part = waitingPart(found);
        if (!part) throw feedbackMoved();
        const why = reason === null ? null : requireReason(reason);
        const [state, note, moderator] =
          part === 'reply'
            ? ['reply_state', 'reply_reason', 'reply_moderated_by']
            : ['state', 'reason', 'moderated_by'];
        const outcome = why === null ? 'shown' : 'refused';
        await tx.query(`UPDATE feedback SET ${state} = $2, ${note} = $3, ${moderator} = $4 WHERE id = $1`, [
          ...[id, outcome, why, principal.personId],
        ]);
        const action = part === 'reply' ? REPLY_DECIDED : FEEDBACK_DECIDED;
        const subject = {kind: 'feedback', id};
        await this.audit.record(tx, {...by(principal), action, subject, after: {state: outcome}});
        await this.outbox.publish(tx, principal.councilId, action, id);
      });
    } catch (error) {
      throw asRefused(error, 'text');
    }
  }
}

function read(tx: Tx, id: string | null): Promise<FeedbackToModerate[]> {
  return tx.query<FeedbackToModerate[]>(
    `SELECT f.id, l.id AS "listingId", l.name AS "listingName", h.name AS "holderName",
            CASE WHEN f.written_by <> f.holder_id THEN w.name END AS "writtenBy", f.written_at AS "writtenAt", f.state,
            f.went_well AS "wentWell", f.again, f.text, f.reason, f.reply, f.reply_state AS "replyState",
            f.reply_reason AS "replyReason"
     FROM feedback f JOIN listing l ON l.id = f.listing_id JOIN person h ON h.id = f.holder_id
     JOIN person w ON w.id = f.written_by
     WHERE ($1::uuid IS NULL OR f.id = $1) AND f.state <> 'withdrawn'
     ORDER BY NOT (f.state = 'waiting' OR coalesce(f.reply_state = 'waiting', false)), f.written_at, f.id LIMIT 200`,
    [id],
  );
}

/** @throws VALIDATION_FAILED */
function requireReason(reason: string): string {
  const text = reason.normalize('NFC').trim();
  if (!text || [...text].length > 500 || /[^\P{Cc}\t\n\r]/u.test(text)) {
    throw invalid({field: 'reason', message: 'Say in up to 500 characters what they could change.'});
  }
  return text;
}

function requireModerator(principal: Principal): void {
  if (!principal.permissions.has('feedback:moderate')) throw forbidden('You do not have permission to do this.');
}
