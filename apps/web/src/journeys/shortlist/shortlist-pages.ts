import {Injectable} from '@nestjs/common';
import {ReadShortlist, ShareShortlist} from '@app/choices';
import {Councils, type Principal} from '@app/identity';
import {PublicListings} from '@app/listings';
import {KIND_WORDS} from '../../words/representation-words.js';
import {listWords} from '../../words/figures.js';

/** What the page of a shortlist shows: its entries, and who helps and may read it. */
@Injectable()
export class ShortlistPages {
  constructor(
    private readonly reads: ReadShortlist,
    private readonly shares: ShareShortlist,
    private readonly listings: PublicListings,
    private readonly councils: Councils,
  ) {}

  async of(principal: Principal) {
    const [entries, supporters, shared] = await Promise.all([
      this.reads.list(principal),
      this.shares.supporters(principal),
      principal.actingFor ? [] : this.reads.sharedWithMe(principal),
    ]);
    return {
      entries: await this.withStanding(principal, entries),
      comparable: entries.some(({listed}) => listed),
      supporters: supporters.map((each) => ({...each, kind: listWords(each.kinds.map((kind) => KIND_WORDS[kind]))})),
      shared,
    };
  }

  /** Each with what the register says of it today; without, where it cannot be found. */
  async withStanding<Entry extends {listingId: string; listed: boolean}>(
    principal: Principal,
    entries: readonly Entry[],
  ) {
    const councils = await this.councils.names();
    return Promise.all(
      entries.map(async (entry) => {
        const profile = entry.listed ? await this.listings.profile(entry.listingId, principal) : null;
        const standing = profile && {...profile.standing, council: councils.get(profile.councilId) ?? null};
        const inspected = profile?.kind === 'provider' ? profile.cqcProviderId !== null : null;
        return {...entry, listed: profile !== null, summary: profile?.summary ?? null, standing, inspected};
      }),
    );
  }
}
