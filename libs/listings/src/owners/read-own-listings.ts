import {Injectable} from '@nestjs/common';
import {Organisations, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {Members} from '@app/register';
import type {ListingKind} from '../profile/listing-words.js';
import type {ListingState} from '../profile/listing.state.js';
import {publicName} from '../profile/public-name.js';
import {ListingOwners} from './listing-owners.js';

export interface OwnListings {
  /** Those the caller answers for, but the archived ones. */
  listings: {id: string; kind: ListingKind; name: string; state: ListingState}[];
  /** Memberships of the register for which there is no listing yet. */
  toStart: {memberId: string; kind: ListingKind; name: string}[];
}

/** Which listings somebody has, and which they could start. */
@Injectable()
export class ReadOwnListings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly members: Members,
    private readonly organisations: Organisations,
  ) {}

  run(principal: Principal): Promise<OwnListings> {
    return this.uow.run(principal.councilId, async (tx) => {
      const ids = await this.owners.listingsOf(tx, principal, 'edit_listing');
      const listings = await tx.query<OwnListings['listings']>(
        `SELECT id, kind, name, state FROM listing WHERE id = ANY($1::uuid[]) AND state <> 'archived' ORDER BY kind, name, id`,
        [ids],
      );
      return {listings, toStart: await this.toStart(tx, principal)};
    });
  }

  private async toStart(tx: Tx, principal: Principal): Promise<OwnListings['toStart']> {
    const members = await this.members.actedForBy(tx, principal.personId);
    const listed = await tx.query<{memberId: string}[]>(
      `SELECT member_id AS "memberId" FROM listing WHERE member_id = ANY($1::uuid[])`,
      [members.map((each) => each.id)],
    );
    const organisations = new Map(
      (await this.organisations.of(tx, principal.personId)).map(({id, name}) => [id, name]),
    );
    return members
      .filter((member) => member.kind !== 'broker' && !listed.some((each) => each.memberId === member.id))
      .map((member) =>
        member.organisationId
          ? {memberId: member.id, kind: 'provider', name: organisations.get(member.organisationId) ?? ''}
          : {memberId: member.id, kind: 'pa', name: publicName(principal.name)},
      );
  }
}
