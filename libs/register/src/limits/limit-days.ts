import {STAGES, type Stage} from '../desk/stages.js';

export const LIMIT_KINDS = [...STAGES, 'appeal', 'renewal'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

export type LimitDays =
  | {kind: Stage; days: number}
  | {kind: 'appeal'; daysToAppeal: number; daysToAnswer: number}
  | {kind: 'renewal'; opensDays: number; remindDays: number[]};
