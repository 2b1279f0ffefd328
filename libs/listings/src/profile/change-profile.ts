import {Injectable} from '@nestjs/common';
import {Geography} from '@app/geography';
import {Clock, DomainError, invalid, londonDay} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {listingIncomplete} from '../listings.errors.js';
import {HoldChanges} from '../changes/hold-changes.js';
import {OwnListing} from '../owners/own-listing.js';
import {requireRegulation} from '../services/require-regulation.js';
import {moreOf, type ProfileMore} from './check-more.js';
import {checkProfile, type ProfileBase, type ProfileText} from './check-profile.js';
import {Listing} from './listing.entity.js';
import {requireNoContact} from './no-contact.js';
import {SUMMARY_NEEDED} from './require-complete.js';

/** All that a member says of themselves; what may be left out stays as it is. */
export interface Profile extends ProfileBase, Partial<ProfileMore> {
  /** Where they set out from; null leaves it as it is. */
  postcode: string | null;
}

export type Base = Pick<Listing, 'outcode' | 'district' | 'latitude' | 'longitude'>;

/** What a member says of themselves, all of it at once. */
@Injectable()
export class ChangeProfile {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly holds: HoldChanges,
    private readonly geography: Geography,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING, VALIDATION_FAILED, POSTCODE_UNKNOWN, REGULATED_SERVICE, LISTING_INCOMPLETE
   */
  async run(principal: Principal, listingId: string | null, {postcode, ...wanted}: Profile): Promise<void> {
    const base = await this.basePlace(postcode);
    await this.uow.run(principal.councilId, (tx) => this.within(tx, principal, listingId, wanted, base));
  }

  /** The same inside a transaction that does more. @param base as `basePlace` found it */
  async within(
    tx: Tx,
    principal: Principal,
    listingId: string | null,
    wanted: Omit<Profile, 'postcode'>,
    base: Base | null,
  ): Promise<void> {
    const listing = await this.own.lock(tx, principal, listingId);
    const given: ProfileText = {...moreOf(listing, wanted.drives), ...wanted};
    checkProfile(listing.kind, given);
    await requireNoContact(tx, {summary: given.summary, about: given.about});
    const after = {...tidy(given), ...base};
    // Whoever is known by a name that was checked is shown under another once somebody has looked at it.
    if (after.name !== listing.name && (await this.holds.checks(tx, listing))) {
      await this.holds.hold(tx, principal, listing.id, {name: after.name});
      after.name = listing.name;
    }
    if (listing.state === 'live' && after.summary === '') throw listingIncomplete([SUMMARY_NEEDED]);
    await tx.update(Listing, {id: listing.id}, after);
    await requireRegulation(tx, {...listing, ...after}, londonDay(this.clock.now()));
    const change = difference(listing, after);
    await this.own.changed(tx, principal, listing.id, {action: 'listing.profile_changed', ...change});
  }

  /** Where a postcode is; null leaves it as it is. @throws VALIDATION_FAILED, POSTCODE_UNKNOWN */
  async basePlace(postcode: string | null): Promise<Base | null> {
    return postcode === null ? null : this.baseAt(postcode);
  }

  private async baseAt(postcode: string): Promise<Base> {
    try {
      const {kind, outcode, district, latitude, longitude} = await this.geography.find(postcode);
      if (kind !== 'place' && outcode) return {outcode, district, latitude, longitude};
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const fields = error.fields.map(({message}) => ({field: 'postcode', message}));
      throw new DomainError(error.kind, error.code, error.message, {fields});
    }
    throw invalid({field: 'postcode', message: 'Enter the postcode you set out from, like NG1 5DT.'});
  }
}

function tidy(profile: ProfileText): ProfileText {
  const {name, summary, about} = profile;
  return {...profile, name: name.normalize('NFC').trim(), summary: summary.trim(), about: about.trim()};
}

/** What changed, for the audit trail: never the position. */
function difference(before: Listing, {latitude: _1, longitude: _2, ...after}: ProfileText & Partial<Base>) {
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(before[field as keyof Listing]) !== JSON.stringify(value),
  );
  return {
    before: Object.fromEntries(changed.map(([field]) => [field, before[field as keyof Listing]])),
    after: Object.fromEntries(changed),
  };
}
