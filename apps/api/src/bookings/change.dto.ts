import {IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min} from 'class-validator';
import {REACHES, type ChangeReach, type VisitChangeState} from '@app/bookings';
import {IsInstant} from '@app/platform';

const REACH_WORDS = {message: `Choose one of ${REACHES.join(', ')}.`};

export class ReachRequest {
  /** This visit, this and those after it, or all that are still to come. Left out, it is this one. */
  @IsOptional()
  @IsIn(REACHES, REACH_WORDS)
  reach?: ChangeReach;
}

export class ChangeRequest {
  @IsIn(REACHES, REACH_WORDS)
  reach: ChangeReach;

  /** When this visit would be; each other goes as many days on, to the same time on London’s clock. */
  @IsInstant()
  starts_at: string;

  @IsInstant()
  ends_at: string;

  /** Shown to the other side. */
  @IsOptional()
  @IsString({message: 'Give the reason as text.'})
  @MaxLength(500, {message: 'Use 500 characters or fewer.'})
  reason?: string;
}

export class AcceptChangeRequest {
  /** What the caller saw that it would cost: refused when rates changed since. */
  @IsOptional()
  @IsInt({message: 'Give whole pence.'})
  @Min(0, {message: 'Give whole pence.'})
  @Max(100_000_000, {message: 'Give whole pence.'})
  price_pence?: number;
}

export class MovedVisitResponse {
  id: string;
  old_starts_at: string;
  old_ends_at: string;
  old_price_pence: number;
  starts_at: string;
  ends_at: string;
  price_pence: number;
}

export class ChangeQuoteResponse {
  booking_id: string;
  visits: MovedVisitResponse[];
  before_pence: number;
  after_pence: number;
}

export class ChangeResponse extends ChangeQuoteResponse {
  id: string;
  status: VisitChangeState;
  reach: ChangeReach;
  /** Whose proposal it is. */
  proposed_by: 'holder' | 'worker';
  /** Of what several share: who has still to say yes; empty of everything else. */
  waits_for: string[];
  reason: string | null;
  decline_reason: string | null;
}

export class ChangesResponse {
  items: ChangeResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class CancellationResponse {
  visits: CancelledVisitResponse[];
  /** What the cancellation costs by the agreed terms. */
  charge_pence: number;
}

export class CancelledVisitResponse {
  id: string;
  starts_at: string;
  charge_pence: number;
}

export class NoShowResponse {
  id: string;
  status: 'missed' | 'recorded';
  /** Who was not there. */
  missing: 'holder' | 'worker';
  /** Owed by the terms once the holder approves it. */
  charge_pence: number;
}
