import {stateMachine} from '@app/kernel';

export const FEEDBACK_STATES = ['waiting', 'shown', 'refused', 'withdrawn'] as const;
export type FeedbackState = (typeof FEEDBACK_STATES)[number];

/** The council looks before anybody else does; new words wait again. */
export const feedbackMachine = stateMachine(FEEDBACK_STATES, 'waiting', {
  approve: {from: ['waiting'], to: 'shown'},
  refuse: {from: ['waiting'], to: 'refused'},
  write: {from: ['shown', 'refused', 'withdrawn'], to: 'waiting'},
  withdraw: {from: ['waiting', 'shown', 'refused'], to: 'withdrawn'},
});

/** What can be said without words of one's own. */
export const WENT_WELL = ['on_time', 'kind', 'listened', 'skilled', 'respected_home', 'kept_agreement'] as const;
export type WentWell = (typeof WENT_WELL)[number];

/** Whether they would choose them again. */
export const AGAIN = ['yes', 'maybe', 'no'] as const;
export type Again = (typeof AGAIN)[number];

export const REPLY_STATES = ['waiting', 'shown', 'refused'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];
