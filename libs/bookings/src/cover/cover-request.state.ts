import {stateMachine} from '@app/kernel';

export const COVER_REQUEST_STATES = ['asking', 'covered', 'nobody', 'withdrawn'] as const;
export type CoverRequestState = (typeof COVER_REQUEST_STATES)[number];

export const coverRequestMachine = stateMachine(COVER_REQUEST_STATES, 'asking', {
  /** One of those who were asked comes; also late, while nobody else does. */
  cover: {from: ['asking', 'nobody'], to: 'covered'},
  /** All had their time. */
  give_up: {from: ['asking'], to: 'nobody'},
  withdraw: {from: ['asking', 'nobody'], to: 'withdrawn'},
});
