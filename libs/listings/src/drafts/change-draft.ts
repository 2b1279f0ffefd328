import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {OwnListing} from '../owners/own-listing.js';
import {ApplyDraft} from './apply-draft.js';
import type {Draft, DraftProfile} from './draft.js';

/** Changes that others do not see before their owner publishes them. */
@Injectable()
export class ChangeDraft {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly drafts: ApplyDraft,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds to the draft what could be shown: it is tried first.
   * @throws NOT_FOUND, WHICH_LISTING, and what changing the listing at once would throw
   */
  save(
    principal: Principal,
    listingId: string | null,
    some: {profile?: DraftProfile; services?: string[]},
  ): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const id = await this.own.idOf(tx, principal, listingId);
      await tx.query(`SELECT FROM listing WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      const before = await this.drafts.of(tx, id);
      const draft: Draft = {
        profile: {...before?.profile, ...some.profile},
        services: some.services ?? before?.services ?? null,
        changedAt: this.clock.now(),
      };
      await this.drafts.tried(tx, principal, id, draft, () => Promise.resolve());
      await tx.query(
        `INSERT INTO listing_draft (listing_id, council_id, profile, services, changed_at, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (listing_id) DO UPDATE SET profile = excluded.profile, services = excluded.services,
           changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
        [id, principal.councilId, draft.profile, draft.services, draft.changedAt, principal.personId],
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'listing.draft_saved',
        subject: {kind: 'listing', id},
        after: {parts: [...Object.keys(draft.profile), ...(draft.services ? ['services'] : [])]},
      });
    });
  }

  /** Shows it: at once, or once an officer has looked where the council checks. @throws NOT_FOUND when there is none */
  publish(principal: Principal, listingId: string | null): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const id = await this.own.idOf(tx, principal, listingId);
      await tx.query(`SELECT FROM listing WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      const draft = await this.drafts.of(tx, id);
      if (!draft) throw notFound('draft');
      await this.drafts.run(tx, principal, id, draft);
      await tx.query(`DELETE FROM listing_draft WHERE listing_id = $1`, [id]);
    });
  }

  /** Throws it away. @throws NOT_FOUND when there is none */
  discard(principal: Principal, listingId: string | null): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const id = await this.own.idOf(tx, principal, listingId);
      const [, count] = await tx.query<[unknown, number]>(`DELETE FROM listing_draft WHERE listing_id = $1`, [id]);
      if (count === 0) throw notFound('draft');
      const subject = {kind: 'listing', id};
      await this.audit.record(tx, {...by(principal), action: 'listing.draft_discarded', subject});
    });
  }

  /** @returns null when nothing is kept back. @throws NOT_FOUND, WHICH_LISTING */
  read(principal: Principal, listingId: string | null): Promise<Draft | null> {
    return this.uow.run(principal.councilId, async (tx) =>
      this.drafts.of(tx, await this.own.idOf(tx, principal, listingId)),
    );
  }
}
