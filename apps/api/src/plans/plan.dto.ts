import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {HELP_KINDS, PLAN_OUTCOMES, type HelpKind, type PlanOutcome, type PlanState} from '@app/plans';

const words = {message: 'Write it as text.'};
const list = {message: 'Give a list.'};
const most = {message: 'Write down 20 at most.'};

export class PlanOutcomeDto {
  /** What they want, in their own words. */
  @IsString(words)
  text: string;

  @IsOptional()
  @IsString(words)
  note?: string | null;
}

export class PlanHelpDto extends PlanOutcomeDto {
  @IsIn(HELP_KINDS, {message: `Choose one of ${HELP_KINDS.join(', ')}.`})
  kind: HelpKind;
}

export class PlanRiskDto {
  /** What could happen. */
  @IsString(words)
  text: string;

  /** What is done about it. */
  @IsString(words)
  note: string;

  /** Who talked it through and agreed. */
  @IsString(words)
  agreed_with: string;
}

export class PlanTimeDto {
  /** 1 is Monday, 7 is Sunday. */
  @IsArray(list)
  @ArrayMaxSize(7, {message: 'Choose the days of the week.'})
  @IsInt({each: true, message: 'Choose the days of the week.'})
  weekdays: number[];

  /** @example 09:00 */
  @IsString({message: 'Give a time, like 09:00.'})
  from: string;

  /** No later than the start: on the next day. */
  @IsString({message: 'Give a time, like 11:00.'})
  to: string;

  /** The code of a service, as search has it. */
  @IsOptional()
  @IsString({message: 'Choose one of the kinds of help.'})
  service?: string | null;

  @IsOptional()
  @IsString(words)
  text?: string | null;

  /** About how much an hour; nothing where it costs nothing. */
  @IsOptional()
  @IsInt({message: 'Give the rate in whole pence.'})
  rate_pence?: number | null;
}

export class WritePlanRequest {
  /** The revision that was read: when somebody wrote in between, nothing is written over. */
  @IsInt({message: 'Give the revision that you have read.'})
  @Min(0, {message: 'Give the revision that you have read.'})
  @Max(2_000_000_000, {message: 'Give the revision that you have read.'})
  revision: number;

  /** What matters to them. */
  @IsOptional()
  @IsString(words)
  about?: string | null;

  /** What happens when somebody cannot come. */
  @IsOptional()
  @IsString(words)
  backup?: string | null;

  /** With whom they wrote it. */
  @IsOptional()
  @IsString(words)
  helped_by?: string | null;

  /** What the council said they may get a week, while there is no budget yet. */
  @IsOptional()
  @IsInt({message: 'Give the sum in whole pence.'})
  @Min(0, {message: 'Give a weekly sum from nought to £100,000.'})
  @Max(10_000_000, {message: 'Give a weekly sum from nought to £100,000.'})
  indicative_pence?: number | null;

  @IsArray(list)
  @ArrayMaxSize(20, most)
  @ValidateNested({each: true})
  @Type(() => PlanOutcomeDto)
  outcomes: PlanOutcomeDto[];

  @IsArray(list)
  @ArrayMaxSize(20, most)
  @ValidateNested({each: true})
  @Type(() => PlanHelpDto)
  help: PlanHelpDto[];

  @IsArray(list)
  @ArrayMaxSize(20, most)
  @ValidateNested({each: true})
  @Type(() => PlanRiskDto)
  risks: PlanRiskDto[];

  @IsArray(list)
  @ArrayMaxSize(20, most)
  @ValidateNested({each: true})
  @Type(() => PlanTimeDto)
  times: PlanTimeDto[];
}

export class ChangePlanRequest {
  /** What should change. */
  @IsOptional()
  @IsString(words)
  @MaxLength(500, {message: 'Use 500 characters or fewer.'})
  what?: string | null;
}

export class DecidePlanRequest {
  @IsIn(PLAN_OUTCOMES, {message: `Choose one of ${PLAN_OUTCOMES.join(', ')}.`})
  outcome: PlanOutcome;

  /** Needed for what is returned, and for what costs more than the figure. */
  @IsOptional()
  @IsString(words)
  @MaxLength(2_000, {message: 'Use 2,000 characters or fewer.'})
  reasons?: string | null;
}

export class PlanParty {
  id: string;
  name: string;
}

export class PlanSummaryResponse {
  id: string;
  number: number;
  status: PlanState;
  person: PlanParty;
  started_by: string;
  created_at: string;
  agreed_at: string | null;
  decided_at: string | null;
}

export class PlanResponse extends PlanSummaryResponse {
  revision: number;
  about: string | null;
  backup: string | null;
  helped_by: string | null;
  indicative_pence: number | null;
  outcomes: PlanOutcomeDto[];
  help: PlanHelpDto[];
  risks: PlanRiskDto[];
  times: PlanTimeDto[];
  /** About what the rough week costs. */
  weekly_pence: number;
  /** The weekly figure of the budget, or the indicative one; null where there is none or it may not be seen. */
  figure_pence: number | null;
  agreed_by: string | null;
  decided_by: string | null;
  reasons: string | null;
}

export class PlansResponse {
  items: PlanSummaryResponse[];
  total: number;
  page: number;
  per_page: number;
}
