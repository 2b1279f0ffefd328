import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {asRefused, feedbackMoved, notUsedYet, requireWords} from './feedback.errors.js';
import {AGAIN, feedbackMachine, WENT_WELL, type Again, type FeedbackState, type WentWell} from './feedback.state.js';

export const FEEDBACK_WAITING = 'feedback.waiting';

export interface FeedbackToGive {
  wentWell: readonly string[];
  again: string;
  /** Free words; none are needed. */
  text: string | null;
}

export interface OwnFeedback {
  listingId: string;
  listingName: string;
  /** Null: they have said nothing yet, and may. */
  given: {
    id: string;
    state: FeedbackState;
    wentWell: WentWell[];
    again: Again;
    text: string | null;
    /** Why the council did not let it show. */
    reason: string | null;
    /** The answer, once it shows. */
    reply: string | null;
  } | null;
}

/** A person, or who acts for them, says how the support was that they had. The council looks before it shows. */
@Injectable()
export class GiveFeedback {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Everybody with whom there was a visit, and what was said of them. @throws FORBIDDEN, REPRESENTATION_ENDED */
  list(principal: Principal): Promise<OwnFeedback[]> {
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, (tx) => own(tx, holderId, null));
  }

  /** @throws NOT_FOUND when they do not know each other, NO_VISIT_YET */
  async one(principal: Principal, listingId: string): Promise<OwnFeedback> {
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, async (tx) => {
      const [found] = await own(tx, holderId, listingId);
      if (found) return found;
      const [booked] = await tx.query<unknown[]>(
        `SELECT FROM booking WHERE holder_id = $1 AND listing_id = $2 LIMIT 1`,
        [holderId, listingId],
      );
      throw booked ? notUsedYet() : notFound('listing');
    });
  }

  /** Once for each PA or provider; later words take the place of earlier ones, and wait again. @throws as above, VALIDATION_FAILED */
  async give(principal: Principal, listingId: string, given: FeedbackToGive): Promise<void> {
    await this.one(principal, listingId);
    const {wentWell, again, text} = check(given);
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'reach_out');
        const [row] = await tx.query<{id: string}[]>(
          `INSERT INTO feedback (council_id, holder_id, listing_id, went_well, again, text, written_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (holder_id, listing_id) DO UPDATE SET state = 'waiting', went_well = excluded.went_well,
             again = excluded.again, text = excluded.text, written_by = excluded.written_by, moderated_by = NULL, reason = NULL
           RETURNING id`,
          [principal.councilId, holderId, listingId, wentWell, again, text, principal.personId],
        );
        const {id} = row as {id: string};
        await this.audit.record(tx, {...by(principal), action: FEEDBACK_WAITING, subject: {kind: 'feedback', id}});
        await this.outbox.publish(tx, principal.councilId, FEEDBACK_WAITING, id);
      });
    } catch (error) {
      throw asRefused(error, 'text');
    }
  }

  /** It shows no more. @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, ILLEGAL_TRANSITION */
  async withdraw(principal: Principal, listingId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'reach_out');
      const [found] = await tx.query<{id: string; state: FeedbackState}[]>(
        `SELECT id, state FROM feedback WHERE holder_id = $1 AND listing_id = $2 FOR UPDATE`,
        [holderId, listingId],
      );
      if (!found) throw notFound('feedback');
      const {id, state} = found;
      if (!feedbackMachine.can(state, 'withdraw')) throw feedbackMoved();
      await tx.query(`UPDATE feedback SET state = 'withdrawn' WHERE id = $1`, [id]);
      await this.audit.record(tx, {...by(principal), action: 'feedback.withdrawn', subject: {kind: 'feedback', id}});
    });
  }
}

function own(tx: Tx, holderId: string, listingId: string | null): Promise<OwnFeedback[]> {
  return tx.query<OwnFeedback[]>(
    `SELECT l.id AS "listingId", l.name AS "listingName",
            CASE WHEN f.id IS NOT NULL THEN json_build_object('id', f.id, 'state', f.state, 'wentWell', f.went_well,
              'again', f.again, 'text', f.text, 'reason', f.reason,
              'reply', CASE WHEN f.reply_state = 'shown' THEN f.reply END) END AS given
     FROM listing l LEFT JOIN feedback f ON f.listing_id = l.id AND f.holder_id = $1
     WHERE ($2::uuid IS NULL OR l.id = $2) AND l.id IN (
       SELECT b.listing_id FROM booking b JOIN visit v ON v.booking_id = b.id
       WHERE b.holder_id = $1 AND v.state IN ('recorded', 'approved'))
     ORDER BY l.name, l.id`,
    [holderId, listingId],
  );
}

/** @throws VALIDATION_FAILED naming every field that is wrong */
function check({wentWell, again, text}: FeedbackToGive): {wentWell: string[]; again: string; text: string | null} {
  const known: readonly string[] = WENT_WELL;
  if (!wentWell.every((each) => known.includes(each))) {
    throw invalid({field: 'went_well', message: 'Choose from what is offered.'});
  }
  if (!(AGAIN as readonly string[]).includes(again)) {
    throw invalid({field: 'again', message: 'Say whether you would choose them again.'});
  }
  return {wentWell: [...new Set(wentWell)], again, text: text?.trim() ? requireWords('text', text) : null};
}
