import {Injectable} from '@nestjs/common';
import {invalid, notFound} from '@app/kernel';
import {Organisations, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {Members} from '@app/register';
import {isLine} from '../checks.js';
import {listingExists} from '../listings.errors.js';
import {OwnListing} from '../owners/own-listing.js';
import {LONGEST} from './check-profile.js';
import type {ListingKind} from './listing-words.js';
import {Listing} from './listing.entity.js';
import {isPublicName, publicName} from './public-name.js';

export interface NewListing {
  /** Of the caller, or of their organisation. */
  memberId: string;
  /** Null is a PA's first name and initial, an organisation's own name. */
  name: string | null;
}

interface OwnMember {
  kind: ListingKind;
  personId: string | null;
  organisationId: string | null;
  name: string;
}

/** Starts a listing, as a draft that nobody else sees. */
@Injectable()
export class CreateListing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly members: Members,
    private readonly organisations: Organisations,
  ) {}

  /**
   * @returns the listing's id
   * @throws NOT_FOUND when the membership is not the caller's, LISTING_EXISTS, VALIDATION_FAILED
   */
  run(principal: Principal, {memberId, name}: NewListing): Promise<string> {
    const {councilId} = principal;
    return this.uow.run(councilId, async (tx) => {
      const {name: ownName, ...member} = await this.memberOf(tx, principal, memberId);
      const {kind} = member;
      const shown = requireName(kind, name ?? ownName);
      const added = await tx.query<{id: string}[]>(
        `INSERT INTO listing (council_id, member_id, kind, person_id, organisation_id, name)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (member_id) DO NOTHING RETURNING id`,
        [councilId, memberId, kind, member.personId, member.organisationId, shown],
      );
      const [listing] = added;
      if (!listing) throw listingExists((await tx.findOneByOrFail(Listing, {memberId})).id);
      await this.own.changed(tx, principal, listing.id, {action: 'listing.created', after: {kind, name: shown}});
      return listing.id;
    });
  }

  private async memberOf(tx: Tx, principal: Principal, memberId: string): Promise<OwnMember> {
    const member = await this.members.byId(tx, memberId);
    if (!member || !(await this.members.isOf(tx, principal.personId, member))) throw notFound('membership');
    const {kind, personId, organisationId} = member;
    if (kind === 'pa') return {kind: 'pa', personId, organisationId, name: publicName(principal.name)};
    if (kind !== 'broker') {
      const organisations = await this.organisations.of(tx, principal.personId, 'edit_listing');
      const name = organisations.find((each) => each.id === organisationId)?.name ?? '';
      return {kind: 'provider', personId, organisationId, name};
    }
    throw notFound('membership');
  }
}

/** @throws VALIDATION_FAILED */
function requireName(kind: ListingKind, name: string): string {
  const shown = name.normalize('NFC').trim();
  if (!isLine(shown, LONGEST.name)) {
    throw invalid({field: 'name', message: `Enter a name of up to ${LONGEST.name} characters.`});
  }
  if (kind === 'pa' && !isPublicName(shown)) {
    throw invalid({field: 'name', message: 'Use your first name and an initial, like Amina K.'});
  }
  return shown;
}
