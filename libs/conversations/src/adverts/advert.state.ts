import {stateMachine} from '@app/kernel';

export const ADVERT_STATES = ['waiting', 'open', 'refused', 'closed'] as const;
export type AdvertState = (typeof ADVERT_STATES)[number];

/** The council looks before anybody else does; new words wait again. By its date it ends without a step. */
export const advertMachine = stateMachine(ADVERT_STATES, 'waiting', {
  approve: {from: ['waiting'], to: 'open'},
  refuse: {from: ['waiting'], to: 'refused'},
  change: {from: ['open', 'refused'], to: 'waiting'},
  close: {from: ['waiting', 'open', 'refused'], to: 'closed'},
});
