import {stateMachine} from '@app/kernel';

export const VISIT_STATES = [
  'requested',
  'accepted',
  'declined',
  'cancelled',
  'expired',
  'recorded',
  'approved',
  'paused',
  'missed',
] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export const visitMachine = stateMachine(VISIT_STATES, 'requested', {
  accept: {from: ['requested'], to: 'accepted'},
  decline: {from: ['requested'], to: 'declined'},
  cancel: {from: ['requested', 'accepted', 'paused'], to: 'cancelled'},
  expire: {from: ['requested'], to: 'expired'},
  /** The PA or provider says when they came and went. */
  record: {from: ['accepted'], to: 'recorded'},
  /** The holder sends the hours back, to be recorded again. */
  query: {from: ['recorded'], to: 'accepted'},
  approve: {from: ['recorded'], to: 'approved'},
  /** The person is in hospital or away: nobody comes, until it goes on. */
  pause: {from: ['accepted'], to: 'paused'},
  resume: {from: ['paused'], to: 'accepted'},
  /** Whoever was to come did not. */
  miss: {from: ['accepted'], to: 'missed'},
});

/** States in which a visit keeps its worker's time to itself; the exclusion constraint names the same ones. */
export const TAKES_TIME: readonly VisitState[] = ['requested', 'accepted', 'recorded', 'approved'];

/** The same as SQL, spelt as the constraint spells it, so that its index serves. */
export const TAKES_TIME_SQL = `state IN (${TAKES_TIME.map((state) => `'${state}'`).join(', ')})`;
