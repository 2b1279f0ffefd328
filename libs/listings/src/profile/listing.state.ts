import {stateMachine} from '@app/kernel';

export const LISTING_STATES = ['draft', 'live', 'resting', 'archived'] as const;
export type ListingState = (typeof LISTING_STATES)[number];

export const LISTING_ACTIONS = ['publish', 'rest', 'archive'] as const;
export type ListingAction = (typeof LISTING_ACTIONS)[number];

/** Resting is out of sight for a while; archived is for good. The database holds the same table. */
export const listingMachine = stateMachine<ListingState, ListingAction>(LISTING_STATES, 'draft', {
  publish: {from: ['draft', 'resting'], to: 'live'},
  rest: {from: ['live'], to: 'resting'},
  archive: {from: ['draft', 'live', 'resting'], to: 'archived'},
});
