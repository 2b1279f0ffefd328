import {Injectable} from '@nestjs/common';
import {Organisations, type MemberAction, type Principal} from '@app/identity';
import type {Tx} from '@app/platform';

/** Who answers for a listing: the PA, or whoever of the provider's organisation has a role that may. */
@Injectable()
export class ListingOwners {
  constructor(private readonly organisations: Organisations) {}

  /** May this person do this for the listing? Whoever acts for somebody else answers for no listing of theirs. */
  async mayAnswer(
    tx: Tx,
    principal: Principal,
    listingId: string,
    action: MemberAction | null = 'answer',
  ): Promise<boolean> {
    return (await this.peopleOf(tx, listingId, action)).includes(principal.personId);
  }

  /** Every listing for which this person may do this, archived ones too: there may be visits left to record. */
  async listingsOf(
    tx: Tx,
    {personId}: Pick<Principal, 'personId'>,
    action: MemberAction | null = 'answer',
  ): Promise<string[]> {
    const organisations = await this.organisations.of(tx, personId, action);
    const rows = await tx.query<{id: string}[]>(
      `SELECT id FROM listing WHERE person_id = $1 OR organisation_id = ANY($2::uuid[]) ORDER BY id`,
      [personId, organisations.map((each) => each.id)],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Who may do this for it; null is everybody who has a part in it. Nobody when there is no such listing in this
   * council.
   */
  async peopleOf(tx: Tx, listingId: string, action: MemberAction | null = null): Promise<string[]> {
    const [listing] = await tx.query<{personId: string | null; organisationId: string | null}[]>(
      `SELECT person_id AS "personId", organisation_id AS "organisationId" FROM listing WHERE id = $1`,
      [listingId],
    );
    if (listing?.personId) return [listing.personId];
    return listing?.organisationId ? this.organisations.people(tx, listing.organisationId, action) : [];
  }
}
