import {Injectable} from '@nestjs/common';
import {forbidden, notFound} from '@app/kernel';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Outbox, type Tx} from '@app/platform';
import {keepVersion} from '../changes/versions.js';
import {whichListing} from '../listings.errors.js';
import {Listing} from '../profile/listing.entity.js';
import {ListingOwners} from './listing-owners.js';

/** What was changed about a listing, for the audit trail: never where somebody lives. */
export interface Change {
  action: string;
  before?: object;
  after?: object;
  /** Who did it is of the council: that is no answer of its owner's to whether it is still right. */
  byCouncil?: boolean;
}

/** Finding one's own listing, and saying that it changed. Every use case that writes goes through both. */
@Injectable()
export class OwnListing {
  constructor(
    private readonly owners: ListingOwners,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Which listing the caller means.
   * @param listingId null means the only one they answer for
   * @throws NOT_FOUND, WHICH_LISTING
   */
  async idOf(tx: Tx, principal: Principal, listingId: string | null): Promise<string> {
    const own = await this.owners.listingsOf(tx, principal, 'edit_listing');
    if (listingId === null && own.length > 1) throw whichListing(own);
    const id = listingId === null ? own[0] : own.find((each) => each === listingId.toLowerCase());
    if (!id) throw await this.refusal(tx, principal, listingId);
    return id;
  }

  /** Whoever belongs to the organisation knows the listing, and is told whom to ask; to anybody else it is not there. */
  private async refusal(tx: Tx, principal: Principal, listingId: string | null): Promise<Error> {
    const known = await this.owners.listingsOf(tx, principal, null);
    const theirs = listingId === null ? known.length > 0 : known.includes(listingId.toLowerCase());
    if (!theirs) return notFound('listing');
    return forbidden('In your organisation somebody else changes the listing. Ask who leads it.');
  }

  /** Locks it, so that two who change it at once follow each other, and a booking sees all of a change or nothing. */
  async lock(tx: Tx, principal: Principal, listingId: string | null): Promise<Listing> {
    const id = await this.idOf(tx, principal, listingId);
    await tx.query(`SELECT FROM listing WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    await keepVersion(tx, id);
    return tx.findOneByOrFail(Listing, {id});
  }

  /** A new version: of the profile, or of what hangs on it. */
  async changed(
    tx: Tx,
    principal: Principal,
    listingId: string,
    {action, before, after, byCouncil = false}: Change,
  ): Promise<void> {
    await tx.query(
      `UPDATE listing SET changed_at = now(), touched_at = CASE WHEN $2 THEN touched_at ELSE now() END WHERE id = $1`,
      [listingId, byCouncil],
    );
    await keepVersion(tx, listingId);
    await this.audit.record(tx, {
      ...by(principal),
      action,
      subject: {kind: 'listing', id: listingId},
      before,
      after,
    });
    await this.outbox.publish(tx, principal.councilId, 'listing.changed', listingId);
  }
}
