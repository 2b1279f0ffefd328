import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {PublicListings, type PublicProfile} from '@app/listings';
import {CompareListings, type ListingCard, type SearchInput} from '@app/search';
import {ReadShortlist, type ShortlistView} from './read-shortlist.js';
import {MOST_COMPARED} from './shortlist.errors.js';

/** One of those side by side; of a listing that cannot be found now, its name alone. */
export interface Compared {
  entry: ShortlistView;
  profile: PublicProfile | null;
  /** What the pattern costs and leaves, how far it is, for how many visits they are free. */
  card: ListingCard | null;
}

/** Up to four of a shortlist side by side, for the times and the money that the person has in mind. */
@Injectable()
export class CompareShortlist {
  constructor(
    private readonly shortlist: ReadShortlist,
    private readonly listings: PublicListings,
    private readonly search: CompareListings,
  ) {}

  /**
   * @param listingIds in the order in which they are shown; none of them is the first of the list
   * @throws FORBIDDEN, NOT_FOUND for what is not on it, VALIDATION_FAILED for more than four, POSTCODE_UNKNOWN
   */
  async run(principal: Principal, listingIds: readonly string[], input: SearchInput): Promise<Compared[]> {
    holderFor(principal, 'reach_out');
    const entries = await this.shortlist.list(principal);
    const wanted = [...new Set(listingIds.map((id) => id.toLowerCase()))];
    if (wanted.length > MOST_COMPARED) throw invalid({field: 'with', message: 'Compare four at most.'});
    const chosen = wanted.length
      ? wanted.map((id) => entries.find(({listingId}) => listingId === id))
      : entries.slice(0, MOST_COMPARED);
    if (chosen.some((entry) => !entry)) throw notFound('listing');
    const some = chosen as ShortlistView[];
    const cards = await this.search.run(
      principal,
      some.filter(({listed}) => listed).map(({listingId}) => listingId),
      input,
    );
    const profiles = await Promise.all(some.map(({listingId}) => this.listings.profile(listingId, principal)));
    return some.map((entry, index) => {
      const card = cards.get(entry.listingId) ?? null;
      const profile = card ? (profiles[index] ?? null) : null;
      return {entry: {...entry, listed: profile !== null}, profile, card: profile && card};
    });
  }
}
