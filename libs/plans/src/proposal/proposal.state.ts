import {stateMachine} from '@app/kernel';

export const PROPOSAL_STATES = ['waiting', 'accepted', 'declined', 'change_wanted', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Answered once: where something should be otherwise, another is proposed. */
export const proposalMachine = stateMachine(PROPOSAL_STATES, 'waiting', {
  accept: {from: ['waiting'], to: 'accepted'},
  decline: {from: ['waiting'], to: 'declined'},
  ask_change: {from: ['waiting'], to: 'change_wanted'},
  withdraw: {from: ['waiting'], to: 'withdrawn'},
});
