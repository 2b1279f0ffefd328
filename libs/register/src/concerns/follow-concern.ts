import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {Members} from '../members/members.js';
import {LiftSuspension} from '../suspension/lift-suspension.js';
import {TakeDown} from '../suspension/take-down.js';
import {ENTRY_FACTS, type EntryFact, type EntryKind, type ListingDecision} from './concern-entry.entity.js';
import {othersConcern, requireReader} from './others-concern.js';

export interface NewConcernEntry {
  kind: EntryKind;
  /** Which contact, decision or referral; null for a note. */
  fact: EntryFact | null;
  /** When it was done; today at the latest. */
  onDay: Day;
  text: string | null;
}

/**
 * Writes down what the safeguarding team does: notes, contacts, referrals, and what is decided about the listing, which
 * is done in the same transaction. Whoever it is about sees no more than everybody sees: not currently listed.
 */
@Injectable()
export class FollowConcern {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly takeDown: TakeDown,
    private readonly lifting: LiftSuspension,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND also for one's own, VALIDATION_FAILED, CONCERN_CLOSED, NO_LISTING, NOT_SUSPENDED */
  async run(principal: Principal, id: string, entry: NewConcernEntry): Promise<void> {
    requireReader(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {memberId} = await othersConcern(tx, this.members, principal, id);
      this.requireSound(entry);
      if (entry.kind === 'listing') await this.carryOut(tx, principal, id, memberId, entry.fact as ListingDecision);
      await tx.query(
        `INSERT INTO concern_entry (council_id, concern_id, kind, fact, on_day, text, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ...[principal.councilId, id, entry.kind, entry.fact, entry.onDay, entry.text?.trim() || null],
          principal.personId,
        ],
      );
      const after = {kind: entry.kind, fact: entry.fact};
      const subject = {kind: 'concern', id};
      await this.audit.record(tx, {...by(principal), action: 'concern.followed', subject, after});
    });
  }

  private async carryOut(
    tx: Tx,
    principal: Principal,
    id: string,
    memberId: string | null,
    decision: ListingDecision,
  ): Promise<void> {
    if (!memberId) throw new DomainError('refused', 'NO_LISTING', 'This concern is about nobody on the register.');
    if (decision === 'suspended') {
      const suspensionId = await this.takeDown.run(tx, principal, memberId);
      await tx.query(`UPDATE concern SET suspension_id = $2 WHERE id = $1`, [id, suspensionId]);
    }
    if (decision === 'restored') await this.lifting.within(tx, principal, memberId);
  }

  private requireSound({kind, fact, onDay, text}: NewConcernEntry): void {
    const facts: readonly string[] = ENTRY_FACTS[kind];
    if (facts.length ? !fact || !facts.includes(fact) : fact !== null) {
      throw invalid({field: 'fact', message: 'Choose what it was.'});
    }
    if ((kind === 'note' || kind === 'listing') && !text?.trim()) {
      throw invalid({field: 'text', message: kind === 'note' ? 'Write the note.' : 'Say why.'});
    }
    if (text && text.length > 4_000) throw invalid({field: 'text', message: 'Write 4,000 characters or fewer.'});
    if (onDay > londonDay(this.clock.now())) {
      throw invalid({field: 'on_day', message: 'The day must be today or in the past.'});
    }
  }
}
