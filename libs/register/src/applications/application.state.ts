import {stateMachine} from '@app/kernel';

export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'in_checks',
  'ready',
  'approved',
  'declined',
  'withdrawn',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const APPLICATION_ACTIONS = [
  'submit',
  'begin_checks',
  'mark_ready',
  'return_to_checks',
  'approve',
  'decline',
  'withdraw',
] as const;
export type ApplicationAction = (typeof APPLICATION_ACTIONS)[number];

/** The database holds the same table, in `state_transition`; a test compares the two. */
export const applicationMachine = stateMachine<ApplicationState, ApplicationAction>(APPLICATION_STATES, 'draft', {
  submit: {from: ['draft'], to: 'submitted'},
  begin_checks: {from: ['submitted'], to: 'in_checks'},
  mark_ready: {from: ['submitted', 'in_checks'], to: 'ready'},
  return_to_checks: {from: ['ready'], to: 'in_checks'},
  approve: {from: ['ready'], to: 'approved'},
  decline: {from: ['in_checks', 'ready'], to: 'declined'},
  withdraw: {from: ['draft', 'submitted', 'in_checks', 'ready'], to: 'withdrawn'},
});

/** Not decided yet. A member has one such application at a time. */
export const OPEN_STATES: readonly ApplicationState[] = ['draft', 'submitted', 'in_checks', 'ready'];

/** With the council: the queue. */
export const QUEUE_STATES: readonly ApplicationState[] = ['submitted', 'in_checks', 'ready'];

/** In which evidence is recorded; for the approved it renews what lapses. */
export const GATHERING_STATES: readonly ApplicationState[] = [...QUEUE_STATES, 'approved'];
