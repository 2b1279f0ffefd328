import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, forbidden, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Checks, isWhole} from '../checks.js';
import {ListingOwners} from '../owners/listing-owners.js';

export interface CareFacts {
  workers: number;
  incorporated: boolean;
  /** As the CQC writes it, and the day on which somebody looked it up on its website; both or neither. */
  providerId: string | null;
  checkedOn: Day | null;
}

export interface CareView extends CareFacts {
  recordedBy: string;
  recordedAt: Date;
}

/**
 * What the coordinator knows of an enterprise that means to give personal care: recorded with the day and who checked.
 * What it may not give any more the database takes off its listing in the same transaction.
 */
@Injectable()
export class RecordCareRegistration {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns null while nothing was recorded. @throws FORBIDDEN, NOT_FOUND where the member has no listing of an organisation */
  read(principal: Principal, memberId: string): Promise<CareView | null> {
    requireCoordinator(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const id = await this.listingOf(tx, memberId);
      const [found] = await tx.query<CareView[]>(
        `SELECT r.workers, r.incorporated, r.provider_id AS "providerId", r.checked_on AS "checkedOn", p.name AS "recordedBy",
                r.recorded_at AS "recordedAt"
         FROM care_registration r JOIN person p ON p.id = r.recorded_by WHERE r.listing_id = $1`,
        [id],
      );
      return found ?? null;
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, OWN_LISTING */
  async run(principal: Principal, memberId: string, facts: CareFacts): Promise<void> {
    requireCoordinator(principal);
    const now = this.clock.now();
    checkCare(facts, londonDay(now));
    await this.uow.run(principal.councilId, async (tx) => {
      const listingId = await this.listingOf(tx, memberId);
      if (await this.owners.mayAnswer(tx, principal, listingId, null)) throw ownListing();
      const {workers, incorporated, providerId, checkedOn} = facts;
      const {councilId, personId} = principal;
      await tx.query(
        `INSERT INTO care_registration (listing_id, council_id, workers, incorporated, provider_id, checked_on, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (listing_id) DO UPDATE SET workers = excluded.workers, incorporated = excluded.incorporated,
           provider_id = excluded.provider_id, checked_on = excluded.checked_on, recorded_by = excluded.recorded_by,
           recorded_at = excluded.recorded_at`,
        [listingId, councilId, workers, incorporated, providerId, checkedOn, personId, now],
      );
      // What was checked is what stands on the profile.
      if (providerId) await tx.query(`UPDATE listing SET cqc_provider_id = $2 WHERE id = $1`, [listingId, providerId]);
      const subject = {kind: 'listing', id: listingId};
      await this.audit.record(tx, {...by(principal), action: 'listing.care_registration', subject, after: facts});
      await this.outbox.publish(tx, councilId, 'listing.changed', listingId);
    });
  }

  private async listingOf(tx: Tx, memberId: string): Promise<string> {
    const [listing] = await tx.query<{id: string}[]>(
      `SELECT id FROM listing WHERE member_id = $1 AND kind = 'provider'`,
      [memberId],
    );
    if (!listing) throw notFound('listing');
    return listing.id;
  }
}

function checkCare({workers, incorporated, providerId, checkedOn}: CareFacts, today: Day): void {
  const check = new Checks();
  check.that(isWhole(workers, 1, 500), 'workers', 'Enter how many people give care there: 1 to 500.');
  check.that(typeof incorporated === 'boolean', 'incorporated', 'Say whether it is a company or another body.');
  check.that(
    providerId === null || /^1-\d{6,12}$/.test(providerId),
    'cqc_provider_id',
    'Enter the provider ID as the CQC writes it, like 1-101234567.',
  );
  check.that(
    providerId === null ? checkedOn === null : isDay(checkedOn) && checkedOn <= today,
    'checked_on',
    providerId === null
      ? 'Leave this out, or enter the provider ID.'
      : 'Enter the day on which you looked it up: today or before.',
  );
  check.done();
}

function requireCoordinator(principal: Principal): void {
  if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
}

function ownListing(): DomainError {
  return new DomainError('refused', 'OWN_LISTING', 'Somebody else of the council has to check your own organisation.');
}
