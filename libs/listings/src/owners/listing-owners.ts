import {Injectable} from '@nestjs/common';
import {Organisations, type Principal} from '@app/identity';
import type {Tx} from '@app/platform';

/** Who answers for a listing: the PA, or anybody who may act for the provider's organisation. */
@Injectable()
export class ListingOwners {
  constructor(private readonly organisations: Organisations) {}

  /** May this person answer for the listing? Whoever acts for somebody else answers for no listing of theirs. */
  async mayAnswer(tx: Tx, principal: Principal, listingId: string): Promise<boolean> {
    return (await this.peopleOf(tx, listingId)).includes(principal.personId);
  }

  /** Every listing this person answers for, archived ones too: there may be visits left to record. */
  async listingsOf(tx: Tx, {personId}: Pick<Principal, 'personId'>): Promise<string[]> {
    const organisations = await this.organisations.of(tx, personId);
    const rows = await tx.query<{id: string}[]>(
      `SELECT id FROM listing WHERE person_id = $1 OR organisation_id = ANY($2::uuid[]) ORDER BY id`,
      [personId, organisations.map((each) => each.id)],
    );
    return rows.map((row) => row.id);
  }

  /** Nobody when there is no such listing in this council. */
  async peopleOf(tx: Tx, listingId: string): Promise<string[]> {
    const [listing] = await tx.query<{personId: string | null; organisationId: string | null}[]>(
      `SELECT person_id AS "personId", organisation_id AS "organisationId" FROM listing WHERE id = $1`,
      [listingId],
    );
    if (listing?.personId) return [listing.personId];
    return listing?.organisationId ? this.organisations.people(tx, listing.organisationId) : [];
  }
}
