import {stateMachine} from '@app/kernel';

export const APPEAL_STATES = ['received', 'in_review', 'decided', 'withdrawn'] as const;
export type AppealState = (typeof APPEAL_STATES)[number];

export const APPEAL_ACTIONS = ['take', 'decide', 'withdraw'] as const;
export type AppealAction = (typeof APPEAL_ACTIONS)[number];

/** The database holds the same table, in `state_transition`; a test compares the two. */
export const appealMachine = stateMachine<AppealState, AppealAction>(APPEAL_STATES, 'received', {
  take: {from: ['received'], to: 'in_review'},
  decide: {from: ['in_review'], to: 'decided'},
  withdraw: {from: ['received', 'in_review'], to: 'withdrawn'},
});
