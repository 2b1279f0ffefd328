import {stateMachine} from '@app/kernel';

export const REFEREE_STATES = ['named', 'asked', 'answered', 'declined', 'accepted', 'unsuitable', 'replaced'] as const;
export type RefereeState = (typeof REFEREE_STATES)[number];

export const REFEREE_ACTIONS = ['ask', 'answer', 'decline', 'accept', 'turn_down', 'replace'] as const;
export type RefereeAction = (typeof REFEREE_ACTIONS)[number];

/** A reference can be given by telephone without a link ever being sent. */
export const refereeMachine = stateMachine<RefereeState, RefereeAction>(REFEREE_STATES, 'named', {
  ask: {from: ['named'], to: 'asked'},
  answer: {from: ['named', 'asked'], to: 'answered'},
  decline: {from: ['asked'], to: 'declined'},
  accept: {from: ['answered'], to: 'accepted'},
  turn_down: {from: ['answered'], to: 'unsuitable'},
  replace: {from: ['named', 'asked', 'declined', 'unsuitable'], to: 'replaced'},
});
