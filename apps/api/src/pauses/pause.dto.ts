import {IsIn, IsOptional} from 'class-validator';
import {PAUSE_KINDS, type PauseKind} from '@app/bookings';
import {IsCalendarDay} from '@app/platform';

export class PauseRequest {
  @IsIn(PAUSE_KINDS, {message: `Choose one of ${PAUSE_KINDS.join(', ')}.`})
  kind: PauseKind;

  /** The first day on which nobody comes. */
  @IsCalendarDay()
  from_day: string;

  /** The last one; left out while nobody knows. */
  @IsOptional()
  @IsCalendarDay()
  until_day?: string | null;
}

export class ResumeRequest {
  /** The first day on which somebody comes again. */
  @IsCalendarDay()
  from_day: string;
}

export class PauseEffectResponse {
  /** Promised visits that pause. */
  visits: number;
  /** Visits that were only asked for, which are called off. */
  called_off: number;
  /** Shared with others: they take place, and the rule for absence holds. */
  shared: number;
  /** Paid all the same, by the terms. */
  charge_pence: number;
}

export class PauseSuspension {
  from_day: string;
  to_day: string | null;
  /** The share of the budget that goes on being paid, in basis points. */
  kept_bp: number;
}

export class PauseResponse {
  id: string;
  kind: PauseKind;
  from_day: string;
  until_day: string | null;
  /** Whether it can still be ended sooner. */
  open: boolean;
  visits: number;
  charge_pence: number;
  /** The suspension of the budget that an officer recorded for this time. */
  suspension: PauseSuspension | null;
}

export class PausesResponse {
  items: PauseResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class ResumedResponse {
  visits: number;
  /** Shared with others, where they are there again. */
  shared: number;
  /** Called off, because whoever was to come has taken other work. */
  taken: number;
}
