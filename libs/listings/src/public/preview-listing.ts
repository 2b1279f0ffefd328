import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {ApplyDraft} from '../drafts/apply-draft.js';
import {OwnListing} from '../owners/own-listing.js';
import type {ListingState} from '../profile/listing.state.js';
import {PROFILE, profileOf, type ProfileRow, type PublicProfile} from './public-listings.js';

export interface ListingPreview {
  /** As others see it, or would if it were shown. */
  profile: PublicProfile;
  /** Whether anybody sees it now: it is live and the register lists its member. */
  shown: boolean;
  /** Whether the register lists its member: what was checked shows only then. */
  listed: boolean;
  /** It shows changes that others do not see yet. */
  draft: boolean;
}

type Row = ProfileRow & {state: ListingState; listed: boolean | null};

/** An owner looks at their listing through others' eyes, also before it shows, and with what they have not shown yet. */
@Injectable()
export class PreviewListing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly drafts: ApplyDraft,
  ) {}

  /** @throws NOT_FOUND, WHICH_LISTING */
  run(principal: Principal, listingId: string | null): Promise<ListingPreview> {
    return this.uow.run(principal.councilId, async (tx) => {
      const id = await this.own.idOf(tx, principal, listingId);
      const draft = await this.drafts.of(tx, id);
      const read = () => tx.query<Row[]>(`${PROFILE}, state, listed FROM own_listing_profile WHERE id = $1`, [id]);
      const [row] = draft ? await this.drafts.tried(tx, principal, id, draft, read) : await read();
      if (!row) throw notFound('listing');
      const {state, listed, ...profile} = row;
      return {
        profile: profileOf(profile),
        shown: state === 'live' && listed === true,
        listed: listed === true,
        draft: draft !== null,
      };
    });
  }
}
