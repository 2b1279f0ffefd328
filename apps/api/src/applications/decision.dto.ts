import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  ValidateNested,
} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {DECISIONS, DECLINE_REASONS, type DeclineReason, type Outcome} from '@app/register';

export class ConditionRequest {
  @IsString({message: 'Say what is asked for.'})
  @Length(1, 1000, {message: 'Say what is asked for in 1,000 characters or fewer.'})
  text: string;

  /** The last day on which it may still be open; left out for what holds as long as the approval. */
  @IsOptional()
  @IsCalendarDay()
  due_on?: string;

  /** Whether anybody sees it on the public page. */
  @IsOptional()
  @IsBoolean({message: 'Give true or false.'})
  publicly_visible?: boolean;
}

export class DecisionRequest {
  /** `deferred` decides later; the others close the application. */
  @IsIn(DECISIONS, {message: `Choose one of ${DECISIONS.join(', ')}.`})
  outcome: (typeof DECISIONS)[number];

  /** With `declined`. */
  @IsOptional()
  @IsIn(DECLINE_REASONS, {message: `Choose one of ${DECLINE_REASONS.join(', ')}.`})
  reason_code?: DeclineReason;

  /** For the file. */
  @IsString({message: 'Give the reasons as text.'})
  @Length(1, 4000, {message: 'Give reasons in 4,000 characters or fewer.'})
  reasons: string;

  /** For the applicant, in words they understand. */
  @IsOptional()
  @IsString({message: 'Give the explanation as text.'})
  @Length(1, 4000, {message: 'Explain it in 4,000 characters or fewer.'})
  explanation?: string;

  /** With `approved_with_conditions`. */
  @IsOptional()
  @IsArray({message: 'Give a list of conditions.'})
  @ArrayMaxSize(20, {message: 'Give at most 20 conditions.'})
  @IsObject({each: true, message: 'Give a list of conditions.'})
  @ValidateNested({each: true})
  @Type(() => ConditionRequest)
  conditions?: ConditionRequest[];

  /** The first day on which an approval counts; today when left out. */
  @IsOptional()
  @IsCalendarDay()
  effective_on?: string;

  /** With `deferred`: the day on which it is in the queue again. */
  @IsOptional()
  @IsCalendarDay()
  deferred_until?: string;
}

export class MetRequest {
  /** Since when; today when left out. */
  @IsOptional()
  @IsCalendarDay()
  met_on?: string;
}

export class ConditionResponse {
  id: string;
  text: string;
  due_on: string | null;
  publicly_visible: boolean;
  met_on: string | null;
  /** Taken away by an appeal rather than met. */
  removed: boolean;
}

export class DeciderResponse {
  id: string;
  name: string;
}

export class DecisionResponse {
  outcome: Outcome;
  reason_code: DeclineReason | null;
  explanation: string | null;
  conditions: ConditionResponse[];
  effective_on: string;
  decided_at: string;
  /** Null for whoever applied. */
  reasons: string | null;
  decided_by: DeciderResponse | null;
}

export class DeferralResponse {
  until: string;
  explanation: string | null;
  /** Null for whoever applied. */
  reasons: string | null;
}
