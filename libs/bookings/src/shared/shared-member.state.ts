import {stateMachine} from '@app/kernel';

export const MEMBER_STATES = ['asked', 'agreed', 'refused', 'leaving', 'left'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export const sharedMemberMachine = stateMachine(MEMBER_STATES, 'asked', {
  /** Everybody who is in said yes. */
  agree: {from: ['asked'], to: 'agreed'},
  refuse: {from: ['asked'], to: 'refused'},
  /** Before anything is booked nobody needs to be asked. */
  leave: {from: ['agreed'], to: 'left'},
  ask_to_leave: {from: ['agreed'], to: 'leaving'},
  let_go: {from: ['leaving'], to: 'left'},
  stay: {from: ['leaving'], to: 'agreed'},
});
