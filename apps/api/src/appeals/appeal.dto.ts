import {Type} from 'class-transformer';
import {IsIn, IsObject, IsOptional, IsString, IsUUID, Length, ValidateNested} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {
  APPEAL_OUTCOMES,
  APPEALABLE,
  type Appealable,
  type AppealChannel,
  type AppealEffect,
  type AppealOutcome,
  type AppealState,
} from '@app/register';
import {ConditionRequest} from '../applications/decision.dto.js';

const WRITTEN_DOWN = ['letter', 'phone', 'meeting'] as const;

export class AppealRequest {
  @IsIn(APPEALABLE, {message: `Choose one of ${APPEALABLE.join(', ')}.`})
  against: Appealable;

  /** The application that was declined, the condition, or the member who is suspended or no longer on the register. */
  @IsUUID(undefined, {message: 'Give the id of what it is about.'})
  subject_id: string;

  /** Why, in their own words. */
  @IsString({message: 'Say why.'})
  @Length(1, 4000, {message: 'Say why in 4,000 characters or fewer.'})
  grounds: string;

  /** How it came, when an officer writes it down. */
  @IsOptional()
  @IsIn(WRITTEN_DOWN, {message: `Choose one of ${WRITTEN_DOWN.join(', ')}.`})
  channel?: (typeof WRITTEN_DOWN)[number];

  /** The day it came, when an officer writes it down; today when left out. */
  @IsOptional()
  @IsCalendarDay()
  received_on?: string;
}

export class AppealAnswerRequest {
  /** What is against a suspension or a termination is upheld or dismissed. */
  @IsIn(APPEAL_OUTCOMES, {message: `Choose one of ${APPEAL_OUTCOMES.join(', ')}.`})
  outcome: AppealOutcome;

  /** What whoever appealed is told. */
  @IsString({message: 'Give the reasons as text.'})
  @Length(1, 4000, {message: 'Give the reasons in 4,000 characters or fewer.'})
  reasons: string;

  /** In place of the condition, when an appeal against one is partly upheld. */
  @IsOptional()
  @IsObject({message: 'Give a condition.'})
  @ValidateNested()
  @Type(() => ConditionRequest)
  condition?: ConditionRequest;
}

export class AppealMemberResponse {
  id: string;
  name: string;
}

export class AppealResponse {
  id: string;
  against: Appealable;
  /** The condition's words. */
  text: string | null;
  state: AppealState;
  grounds: string;
  channel: AppealChannel;
  received_on: string;
  /** By when the council aims to answer. */
  answer_by: string;
  outcome: AppealOutcome | null;
  effect: AppealEffect | null;
  reasons: string | null;
  decided_at: string | null;
  member: AppealMemberResponse;
  application_id: string;
  /** Null for whoever appealed. */
  handled_by: AppealMemberResponse | null;
}

export class AppealsResponse {
  items: AppealResponse[];
}
