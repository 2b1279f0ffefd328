import type {Compared, ShortlistView, Supporter} from '@app/choices';
import {itemOf} from '../search/search-answer.js';
import type {ComparedListing, ShortlistItem, SupporterResponse} from './shortlist.dto.js';

export function shortlistItem(entry: ShortlistView): ShortlistItem {
  const {id, listingId, name, listed, note, addedBy, addedAt} = entry;
  return {...{id, listing_id: listingId, name, listed, note}, added_by: addedBy, added_at: addedAt.toISOString()};
}

export function supporterOf({personId, name, kinds, shareId}: Supporter): SupporterResponse {
  return {person_id: personId, name, kinds, share_id: shareId};
}

export function comparedListing({entry, profile, card}: Compared): ComparedListing {
  if (!profile || !card) return {entry: shortlistItem(entry), listing: null};
  const {languages, needs, takingOn} = profile;
  return {entry: shortlistItem(entry), listing: {...itemOf(card), languages, needs, taking_on: takingOn}};
}
