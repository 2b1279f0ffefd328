import {stateMachine} from '@app/kernel';

export const SHARED_STATES = ['inviting', 'booked', 'called_off'] as const;
export type SharedState = (typeof SHARED_STATES)[number];

export const sharedSupportMachine = stateMachine(SHARED_STATES, 'inviting', {
  book: {from: ['inviting'], to: 'booked'},
  call_off: {from: ['inviting'], to: 'called_off'},
});
