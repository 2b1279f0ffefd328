import {stateMachine, type Day} from '@app/kernel';
import type {SupportPause} from './support-pause.entity.js';

/** Not kept but computed: a pause that is open goes on until somebody ends it, or until its last day. */
export const SUPPORT_PAUSE_STATES = ['open', 'ended', 'over'] as const;
export type SupportPauseState = (typeof SUPPORT_PAUSE_STATES)[number];

export const supportPauseMachine = stateMachine(SUPPORT_PAUSE_STATES, 'open', {
  /** Support goes on sooner than was thought. */
  resume: {from: ['open'], to: 'ended'},
  /** Its last day has passed. */
  pass: {from: ['open'], to: 'over'},
});

export function pauseState({endedAt, untilDay}: SupportPause, today: Day): SupportPauseState {
  if (endedAt) return 'ended';
  return untilDay && untilDay < today ? 'over' : 'open';
}
