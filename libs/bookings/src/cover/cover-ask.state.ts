import {stateMachine} from '@app/kernel';

export const COVER_ASK_STATES = ['waiting', 'asked', 'accepted', 'declined', 'timed_out', 'skipped'] as const;
export type CoverAskState = (typeof COVER_ASK_STATES)[number];

export const coverAskMachine = stateMachine(COVER_ASK_STATES, 'waiting', {
  ask: {from: ['waiting'], to: 'asked'},
  accept: {from: ['asked', 'timed_out'], to: 'accepted'},
  decline: {from: ['asked'], to: 'declined'},
  time_out: {from: ['asked'], to: 'timed_out'},
  /** Somebody else comes, or they could not be booked for that time. */
  skip: {from: ['waiting', 'asked', 'timed_out'], to: 'skipped'},
});
