import {stateMachine} from '@app/kernel';

export const PLAN_STATES = ['draft', 'offered', 'agreed', 'accepted', 'returned', 'replaced'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** Who wrote it for somebody offers it; the person agrees; the council accepts it or gives its reasons. */
export const supportPlanMachine = stateMachine(PLAN_STATES, 'draft', {
  offer: {from: ['draft'], to: 'offered'},
  agree: {from: ['draft', 'offered'], to: 'agreed'},
  change: {from: ['offered', 'agreed'], to: 'draft'},
  accept: {from: ['agreed'], to: 'accepted'},
  return: {from: ['agreed'], to: 'returned'},
  replace: {from: ['accepted'], to: 'replaced'},
});
