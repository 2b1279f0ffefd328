import {stateMachine} from '@app/kernel';

export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'in_checks',
  'ready',
  'deferred',
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
  'defer',
  'take_up',
  'approve',
  'decline',
  'reopen',
  'withdraw',
] as const;
export type ApplicationAction = (typeof APPLICATION_ACTIONS)[number];

/** The database holds the same table, in `state_transition`; a test compares the two. */
export const applicationMachine = stateMachine<ApplicationState, ApplicationAction>(APPLICATION_STATES, 'draft', {
  submit: {from: ['draft'], to: 'submitted'},
  begin_checks: {from: ['submitted'], to: 'in_checks'},
  mark_ready: {from: ['submitted', 'in_checks', 'deferred'], to: 'ready'},
  return_to_checks: {from: ['ready'], to: 'in_checks'},
  defer: {from: ['in_checks', 'ready'], to: 'deferred'},
  take_up: {from: ['deferred'], to: 'in_checks'},
  approve: {from: ['ready'], to: 'approved'},
  decline: {from: ['in_checks', 'ready', 'deferred'], to: 'declined'},
  reopen: {from: ['declined'], to: 'in_checks'},
  withdraw: {from: ['draft', 'submitted', 'in_checks', 'ready', 'deferred'], to: 'withdrawn'},
});

/** Not decided yet. A member has one such application at a time. */
export const OPEN_STATES: readonly ApplicationState[] = ['draft', 'submitted', 'in_checks', 'ready', 'deferred'];

/** With the council: the queue. What is deferred joins it on its day. */
export const QUEUE_STATES: readonly ApplicationState[] = ['submitted', 'in_checks', 'ready'];

/** In which evidence is recorded; for the approved it renews what lapses. */
export const GATHERING_STATES: readonly ApplicationState[] = [...QUEUE_STATES, 'approved'];

/** In which the applicant is asked for things and answers. */
export const ASKING_STATES: readonly ApplicationState[] = [...GATHERING_STATES, 'deferred'];
