import {stateMachine} from '@app/kernel';

export const TERMINATION_STATES = ['proposed', 'confirmed', 'refused'] as const;
export type TerminationState = (typeof TERMINATION_STATES)[number];
export type TerminationAction = 'confirm' | 'refuse';

/** The database holds the same table, in `state_transition`; a test compares the two. */
export const terminationMachine = stateMachine<TerminationState, TerminationAction>(TERMINATION_STATES, 'proposed', {
  confirm: {from: ['proposed'], to: 'confirmed'},
  refuse: {from: ['proposed'], to: 'refused'},
});
