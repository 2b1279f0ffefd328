import {stateMachine} from '@app/kernel';

export const ENGAGEMENT_STATES = ['proposed', 'accepted', 'declined', 'ended'] as const;
export type EngagementState = (typeof ENGAGEMENT_STATES)[number];

export const engagementMachine = stateMachine(ENGAGEMENT_STATES, 'proposed', {
  accept: {from: ['proposed'], to: 'accepted'},
  decline: {from: ['proposed'], to: 'declined'},
  end: {from: ['proposed', 'accepted'], to: 'ended'},
});
