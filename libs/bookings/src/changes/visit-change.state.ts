import {stateMachine} from '@app/kernel';

export const VISIT_CHANGE_STATES = ['proposed', 'accepted', 'declined', 'withdrawn', 'expired'] as const;
export type VisitChangeState = (typeof VISIT_CHANGE_STATES)[number];

export const visitChangeMachine = stateMachine(VISIT_CHANGE_STATES, 'proposed', {
  accept: {from: ['proposed'], to: 'accepted'},
  decline: {from: ['proposed'], to: 'declined'},
  /** By whoever proposed it. */
  withdraw: {from: ['proposed'], to: 'withdrawn'},
  /** Nobody answered before the first of its visits. */
  expire: {from: ['proposed'], to: 'expired'},
});
