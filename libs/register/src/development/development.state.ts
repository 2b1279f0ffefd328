import {stateMachine} from '@app/kernel';

export const DEVELOPMENT_STATES = [
  'talking',
  'developing',
  'ready',
  'listed',
  'checking',
  'paused',
  'closed',
  'declined',
] as const;
export type DevelopmentState = (typeof DEVELOPMENT_STATES)[number];

export const DEVELOPMENT_ACTIONS = [
  'develop',
  'meet_standards',
  'list',
  'check',
  'pass_check',
  'pause',
  'resume',
  'close',
  'decline',
  'reopen',
] as const;
export type DevelopmentAction = (typeof DEVELOPMENT_ACTIONS)[number];

/** From the first conversation to the listing, and once a year round again. */
export const developmentMachine = stateMachine<DevelopmentState, DevelopmentAction>(DEVELOPMENT_STATES, 'talking', {
  develop: {from: ['talking'], to: 'developing'},
  meet_standards: {from: ['developing'], to: 'ready'},
  list: {from: ['ready'], to: 'listed'},
  check: {from: ['listed'], to: 'checking'},
  pass_check: {from: ['checking'], to: 'listed'},
  pause: {from: ['talking', 'developing', 'ready', 'listed', 'checking'], to: 'paused'},
  resume: {from: ['paused'], to: 'talking'},
  close: {from: ['talking', 'developing', 'ready', 'listed', 'checking', 'paused'], to: 'closed'},
  decline: {from: ['talking', 'developing', 'ready', 'checking'], to: 'declined'},
  reopen: {from: ['closed', 'declined'], to: 'talking'},
});
