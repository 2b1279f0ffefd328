import type {Tx} from '@app/platform';
import {illegalTransition} from '../listings.errors.js';
import type {Listing} from './listing.entity.js';
import {listingMachine, type ListingAction} from './listing.state.js';

/** @throws ILLEGAL_TRANSITION */
export async function moveListing(tx: Tx, listing: Listing, action: ListingAction): Promise<void> {
  if (!listingMachine.can(listing.state, action)) throw illegalTransition(listing.state, action);
  await tx.query(`UPDATE listing SET state = $2 WHERE id = $1`, [listing.id, listingMachine.transitions[action].to]);
}
