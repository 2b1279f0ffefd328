import {IsIn, IsOptional, IsString, Length} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {LIGHTER_SANCTIONS, type LighterSanction, type SanctionKind, type TerminationState} from '@app/register';

export class ReasonRequest {
  /** Restricted: each reading of it is on record. */
  @IsString({message: 'Give the reason as text.'})
  @Length(1, 4000, {message: 'Give the reason in 4,000 characters or fewer.'})
  reason: string;
}

export class SanctionRequest extends ReasonRequest {
  @IsIn(LIGHTER_SANCTIONS, {message: `Choose one of ${LIGHTER_SANCTIONS.join(', ')}.`})
  kind: LighterSanction;

  /** The last day of a warning, or by which further checks are to be done. */
  @IsOptional()
  @IsCalendarDay()
  ends_on?: string;

  /** What the member is asked for, with `further_checks`. */
  @IsOptional()
  @IsString({message: 'Say what you ask them for.'})
  @Length(1, 2000, {message: 'Say what you ask them for in 2,000 characters or fewer.'})
  asks?: string;
}

export class LadderStepResponse {
  id: string;
  kind: SanctionKind | 'suspension';
  starts_on: string;
  ends_on: string | null;
  lifted_on: string | null;
  recorded_by: string;
  lifted_by: string | null;
}

export class ProposalResponse {
  id: string;
  state: TerminationState;
  proposed_by: string;
  proposed_at: string;
  answered_by: string | null;
}

export class LadderResponse {
  /** The latest first. */
  steps: LadderStepResponse[];
  proposals: ProposalResponse[];
  suspended: boolean;
  terminated: boolean;
}

export class ReasonResponse {
  reason: string;
}
