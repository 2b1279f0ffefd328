import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import type {Tx} from '@app/platform';
import {ChangeProfile, type Profile} from '../profile/change-profile.js';
import {moreOf} from '../profile/check-more.js';
import {Listing} from '../profile/listing.entity.js';
import {SetServices} from '../services/set-services.js';
import type {Draft} from './draft.js';

const TRIED = 'draft_tried';

/** A draft through the same use cases that change a listing at once, so that every rule of theirs holds for it. */
@Injectable()
export class ApplyDraft {
  constructor(
    private readonly profiles: ChangeProfile,
    private readonly services: SetServices,
  ) {}

  /** What waits for an officer then waits, and the rest shows. @throws all that these use cases throw */
  async run(tx: Tx, principal: Principal, listingId: string, {profile, services}: Draft): Promise<void> {
    if (Object.keys(profile).length > 0) {
      const listing = await tx.findOneByOrFail(Listing, {id: listingId});
      await this.profiles.within(tx, principal, listingId, {...whole(listing), ...profile}, null);
    }
    if (services) await this.services.within(tx, principal, listingId, services);
  }

  /** As it would be, for as long as something is read of it; nothing of it stays. */
  async tried<T>(tx: Tx, principal: Principal, listingId: string, draft: Draft, read: () => Promise<T>): Promise<T> {
    await tx.query(`SAVEPOINT ${TRIED}`);
    try {
      await this.run(tx, principal, listingId, draft);
      return await read();
    } finally {
      await tx.query(`ROLLBACK TO SAVEPOINT ${TRIED}`);
    }
  }

  /** @returns null when nothing is kept back */
  async of(tx: Tx, listingId: string): Promise<Draft | null> {
    const [row] = await tx.query<Draft[]>(
      `SELECT profile, services, changed_at AS "changedAt" FROM listing_draft WHERE listing_id = $1`,
      [listingId],
    );
    return row ?? null;
  }
}

function whole(listing: Listing): Omit<Profile, 'postcode'> {
  return {
    ...moreOf(listing, listing.drives),
    name: listing.name,
    summary: listing.summary,
    about: listing.about,
    travelKm: listing.travelKm,
    gender: listing.gender,
    languages: listing.languages,
    needs: listing.needs,
    takingOn: listing.takingOn,
    takingOnFrom: listing.takingOnFrom,
    drives: listing.drives,
    capacity: listing.capacity,
    waysOfPaying: listing.waysOfPaying,
    cqcProviderId: listing.cqcProviderId,
  };
}
