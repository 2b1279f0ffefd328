import {stateMachine} from '@app/kernel';

export const ENGAGEMENT_VERSION_STATES = ['proposed', 'accepted', 'declined', 'withdrawn'] as const;
export type EngagementVersionState = (typeof ENGAGEMENT_VERSION_STATES)[number];

export const engagementVersionMachine = stateMachine(ENGAGEMENT_VERSION_STATES, 'proposed', {
  accept: {from: ['proposed'], to: 'accepted'},
  decline: {from: ['proposed'], to: 'declined'},
  withdraw: {from: ['proposed'], to: 'withdrawn'},
});
