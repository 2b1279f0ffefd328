import {IsIn, IsOptional, IsString, Length} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {DECLINE_REASONS, OUTCOMES, type DeclineReason, type Outcome} from '@app/register';

export class DecisionRequest {
  @IsIn(OUTCOMES, {message: `Choose one of ${OUTCOMES.join(', ')}.`})
  outcome: Outcome;

  /** With `declined`. */
  @IsOptional()
  @IsIn(DECLINE_REASONS, {message: `Choose one of ${DECLINE_REASONS.join(', ')}.`})
  reason_code?: DeclineReason;

  /** For the file. */
  @IsString({message: 'Give the reasons as text.'})
  @Length(1, 4000, {message: 'Give reasons in 4,000 characters or fewer.'})
  reasons: string;

  /** With `approved_with_conditions`. */
  @IsOptional()
  @IsString({message: 'Give the conditions as text.'})
  @Length(1, 4000, {message: 'Give conditions in 4,000 characters or fewer.'})
  conditions?: string;

  /** The first day on which it counts; today when left out. */
  @IsOptional()
  @IsCalendarDay()
  effective_on?: string;
}

export class DeciderResponse {
  id: string;
  name: string;
}

export class DecisionResponse {
  outcome: Outcome;
  reason_code: DeclineReason | null;
  conditions: string | null;
  effective_on: string;
  decided_at: string;
  /** Null for whoever applied. */
  reasons: string | null;
  decided_by: DeciderResponse | null;
}
