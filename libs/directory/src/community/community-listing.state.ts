import {stateMachine} from '@app/kernel';

export const COMMUNITY_STATES = ['draft', 'waiting', 'live', 'resting', 'refused', 'archived'] as const;
export type CommunityState = (typeof COMMUNITY_STATES)[number];

export const COMMUNITY_ACTIONS = ['send', 'show', 'refuse', 'rest', 'archive', 'take_back'] as const;
export type CommunityAction = (typeof COMMUNITY_ACTIONS)[number];

/** Nothing shows that the council has not looked at. */
export const communityMachine = stateMachine<CommunityState, CommunityAction>(COMMUNITY_STATES, 'draft', {
  send: {from: ['draft', 'refused'], to: 'waiting'},
  show: {from: ['draft', 'waiting', 'resting'], to: 'live'},
  refuse: {from: ['waiting'], to: 'refused'},
  rest: {from: ['live'], to: 'resting'},
  archive: {from: ['draft', 'waiting', 'refused', 'live', 'resting'], to: 'archived'},
  take_back: {from: ['archived'], to: 'draft'},
});
