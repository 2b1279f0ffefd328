import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, forbidden, invalid, londonDay} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {ListingOwners} from '../owners/listing-owners.js';
import {OwnListing} from '../owners/own-listing.js';
import {Listing} from '../profile/listing.entity.js';
import {requireRegulation} from '../services/require-regulation.js';
import {keepVersion} from './versions.js';
import {ReadChanges, type ChangeToCheck} from './read-changes.js';

/** Told with the change's id. */
export const CHANGE_DECIDED = 'listing.change_decided';

const LONGEST_REASON = 500;

/** An officer has looked: the change shows now, or does not, and the member reads why. */
@Injectable()
export class DecideChange {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: ReadChanges,
    private readonly owners: ListingOwners,
    private readonly own: OwnListing,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, FOUR_EYES, REGULATED_SERVICE, DBS_LEVEL_MISSING until the certificate is recorded */
  accept(principal: Principal, id: string): Promise<void> {
    return this.decide(principal, id, null, async (tx, change) => {
      // What it rested on when it was asked for may have gone since.
      const listing = await tx.findOneByOrFail(Listing, {id: change.listingId});
      await requireRegulation(tx, listing, londonDay(this.clock.now()), change.codes);
      if (change.dbs && !change.dbs.enough) throw levelMissing();
      await tx.query(`UPDATE listing_change SET outcome = 'accepted', decided_by = $2 WHERE id = $1`, [
        id,
        principal.personId,
      ]);
      if (change.name) await tx.query(`UPDATE listing SET name = $2 WHERE id = $1`, [change.listingId, change.name]);
      await tx.query(
        `INSERT INTO listing_service (listing_id, service_id, council_id)
         SELECT DISTINCT ON (s.code) c.listing_id, s.id, c.council_id
         FROM listing_change c JOIN service s ON s.code = ANY (c.services)
         WHERE c.id = $1 ORDER BY s.code, s.council_id NULLS LAST
         ON CONFLICT DO NOTHING`,
        [id],
      );
      await this.own.changed(tx, principal, change.listingId, {
        action: 'listing.change_accepted',
        byCouncil: true,
        before: {name: change.shownName},
        after: {name: change.name ?? change.shownName, services: change.services},
      });
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, FOUR_EYES, VALIDATION_FAILED */
  refuse(principal: Principal, id: string, reason: string): Promise<void> {
    return this.decide(principal, id, reason, async (tx, change) => {
      await tx.query(`UPDATE listing_change SET outcome = 'refused', reason = $3, decided_by = $2 WHERE id = $1`, [
        id,
        principal.personId,
        reason.trim(),
      ]);
      const subject = {kind: 'listing', id: change.listingId};
      await this.audit.record(tx, {...by(principal), action: 'listing.change_refused', subject, reason});
    });
  }

  private async decide(
    principal: Principal,
    id: string,
    reason: string | null,
    work: (tx: Tx, change: ChangeToCheck) => Promise<void>,
  ): Promise<void> {
    if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
    if (reason !== null && (!reason.trim() || reason.length > LONGEST_REASON)) {
      throw invalid({field: 'reason', message: `Say why in ${LONGEST_REASON} characters or fewer.`});
    }
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await tx.query(
          `SELECT FROM listing WHERE id = (SELECT listing_id FROM listing_change WHERE id = $1) FOR NO KEY UPDATE`,
          [id],
        );
        const change = await this.changes.find(tx, id);
        if ((await this.owners.peopleOf(tx, change.listingId)).includes(principal.personId)) throw fourEyes();
        await keepVersion(tx, change.listingId);
        await work(tx, change);
        await this.outbox.publish(tx, principal.councilId, CHANGE_DECIDED, id);
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'listing_change_four_eyes') throw fourEyes();
      throw error;
    }
  }
}

function fourEyes(): DomainError {
  return new DomainError('refused', 'FOUR_EYES', 'This is your own listing. Somebody else has to look at it.');
}

function levelMissing(): DomainError {
  return new DomainError(
    'refused',
    'DBS_LEVEL_MISSING',
    'These services need a higher level of DBS check. Record the certificate first.',
  );
}
