import {ApiProperty} from '@nestjs/swagger';
import {
  CHANGE_KINDS,
  CONTRIBUTION_METHODS,
  CYCLES,
  DEPLOYMENTS,
  FIGURE_KINDS,
  FUNDERS,
  PAID_TO,
  ROLL_OVERS,
  type ChangeKind,
  type ContributionMethod,
  type Cycle,
  type Deployment,
  type FigureKind,
  type Funder,
  type PaidTo,
  type RollOver,
} from '@app/allocations';
import {IsCalendarDay} from '@app/platform';
import {IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min} from 'class-validator';
import {BudgetLineResponse} from './budget.dto.js';

const MOST = 100_000_000;
const SUM = {message: 'Give an amount from £0 to £1,000,000, in whole pence.'};
const WEEKS = {message: 'Give weeks from 0 to 104.'};
const oneOf = (choices: readonly string[]) => ({message: `Choose one of ${choices.join(', ')}.`});
const PLACES = Object.values(PAID_TO).flat();
const KINDS = ['adult', 'carer'] as const;

export class FindBudgetsRequest {
  /** Words of the holder's name, their number, or the number of an agreement. */
  @IsString({message: 'Give the name as text.'})
  @Length(2, 200, {message: 'Give the name in 2 to 200 characters.'})
  name: string;
}

export class CouncilHolderResponse {
  id: string;
  name: string;
  council_reference: string | null;
}

export class FoundBudgetResponse {
  id: string;
  @ApiProperty({enum: KINDS})
  kind: 'adult' | 'carer';
  holder: CouncilHolderResponse;
  /** How many. */
  lines: number;
}

export class FoundBudgetsResponse {
  items: FoundBudgetResponse[];
  /** There are others: the name has to say more. */
  more: boolean;
}

export class FigureResponse {
  id: string;
  kind: FigureKind;
  weekly_pence: number;
  dated_on: string;
  reasons: string;
  changed: string | null;
  /** Against the figure before; null for the first. */
  difference_pence: number | null;
}

export class LineChangeResponse {
  id: string;
  kind: ChangeKind;
  from_day: string;
  to_day: string | null;
  weekly_pence: number | null;
  contribution_weekly_pence: number | null;
  kept_bp: number | null;
  reason: string;
  recorded_at: string;
  recorded_by: string | null;
  /** Nothing took its place since. */
  stands: boolean;
}

export class CouncilLineResponse extends BudgetLineResponse {
  reference: string | null;
  changes: LineChangeResponse[];
}

export class CouncilBudgetResponse {
  id: string;
  @ApiProperty({enum: KINDS})
  kind: 'adult' | 'carer';
  holder: CouncilHolderResponse;
  figures: FigureResponse[];
  lines: CouncilLineResponse[];
}

export class NewFigureRequest {
  @IsIn(FIGURE_KINDS, oneOf(FIGURE_KINDS))
  kind: FigureKind;

  @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) weekly_pence: number;

  @IsCalendarDay() dated_on: string;

  @IsString({message: 'Give the reasons as text.'})
  @Length(1, 2000, {message: 'Give the reasons in 2,000 characters or fewer.'})
  reasons: string;

  /** Why it is not what the figure before was. Needed for every figure but the first. */
  @IsOptional()
  @IsString({message: 'Say what changed as text.'})
  @Length(1, 2000, {message: 'Say what changed in 2,000 characters or fewer.'})
  changed?: string | null;
}

export class BudgetIdResponse {
  id: string;
}

export class OpenedLineResponse {
  id: string;
  budget_id: string;
}

export class NewLineChangeRequest {
  @IsIn(CHANGE_KINDS, oneOf(CHANGE_KINDS))
  kind: ChangeKind;

  /** The first day that it is about; of an end, the last day of the line. Left out when an earlier change is withdrawn. */
  @IsOptional() @IsCalendarDay() from_day?: string;

  /** The last day of a suspension; open when left out. */
  @IsOptional() @IsCalendarDay() to_day?: string | null;

  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) weekly_pence?: number;

  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) contribution_weekly_pence?: number;

  /** The share that goes on during a suspension, in basis points. */
  @IsOptional()
  @IsInt({message: 'Give basis points from 0 to 9999.'})
  @Min(0, {message: 'Give basis points from 0 to 9999.'})
  @Max(9999, {message: 'Give basis points from 0 to 9999.'})
  kept_bp?: number;

  @IsString({message: 'Give the reason as text.'})
  @Length(1, 1000, {message: 'Give the reason in 1,000 characters or fewer.'})
  reason: string;

  /** The change whose place it takes. */
  @IsOptional() @IsUUID(undefined, {message: 'Give the id of a change.'}) replaces_id?: string | null;

  /** Lets periods go below nought by what was already used. */
  @IsOptional() @IsBoolean({message: 'Say true or false.'}) allow_overdraft?: boolean;
}

export class DryRunQuery {
  /** With `true` it says what would come of it, and keeps nothing. */
  @IsOptional()
  @IsIn(['true', 'false'], {message: 'Choose true or false.'})
  @ApiProperty({enum: ['true', 'false'], required: false})
  dry_run?: 'true' | 'false';
}

export class AdjustmentResponse {
  period_id: string;
  starts_on: string;
  ends_on: string;
  allocated_before_pence: number;
  allocated_pence: number;
  contribution_before_pence: number;
  contribution_pence: number;
  /** How far below nought the period was let go. */
  overdrawn_pence: number;
}

export class ChangedLineResponse {
  /** Null for a dry run. */
  id: string | null;
  adjustments: AdjustmentResponse[];
}

export class OverdraftRequest {
  @IsInt(SUM) @Min(1, SUM) @Max(MOST, SUM) pence: number;

  @IsString({message: 'Give the reason as text.'})
  @Length(1, 1000, {message: 'Give the reason in 1,000 characters or fewer.'})
  reason: string;
}

export class NewLineRequest {
  /** A carer's own budget is kept apart. */
  @IsOptional() @IsIn(KINDS, oneOf(KINDS)) @ApiProperty({enum: KINDS, required: false}) budget?: 'adult' | 'carer';

  @IsIn(DEPLOYMENTS, oneOf(DEPLOYMENTS)) deployment: Deployment;

  @IsOptional() @IsIn(PLACES, oneOf(PLACES)) @ApiProperty({enum: PLACES, required: false}) paid_to?: PaidTo;

  @IsOptional() @IsIn(FUNDERS, oneOf(FUNDERS)) funder?: Funder;

  @IsOptional()
  @IsInt({message: 'Give basis points from 0 to 10000.'})
  @Min(0, {message: 'Give basis points from 0 to 10000.'})
  @Max(10_000, {message: 'Give basis points from 0 to 10000.'})
  council_share_bp?: number;

  @IsString({message: 'Give the purpose as text.'})
  @Length(1, 500, {message: 'Give the purpose in 500 characters or fewer.'})
  purpose: string;

  @IsOptional()
  @IsString({message: 'Give the restriction as text.'})
  @Length(1, 500, {message: 'Give the restriction in 500 characters or fewer.'})
  restriction?: string;

  @IsOptional()
  @IsString({message: 'Give the reason as text.'})
  @Length(1, 1000, {message: 'Give the reason in 1,000 characters or fewer.'})
  restriction_reason?: string;

  @IsIn(CYCLES, oneOf(CYCLES)) cycle: Cycle;

  /** A first day of a period in the council's calendar; the first day of the line when left out. */
  @IsOptional() @IsCalendarDay() cycle_anchor?: string;

  @IsCalendarDay() starts_on: string;

  @IsOptional() @IsCalendarDay() ends_on?: string;

  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) weekly_pence?: number;

  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) contribution_weekly_pence?: number;

  @IsOptional() @IsIn(CONTRIBUTION_METHODS, oneOf(CONTRIBUTION_METHODS)) contribution_method?: ContributionMethod;

  @IsOptional() @IsBoolean({message: 'Say true or false.'}) contribution_first?: boolean;

  /** What becomes of money that is left at the end of a period; as is usual for its kind when left out. */
  @IsOptional()
  @IsIn(ROLL_OVERS, oneOf(ROLL_OVERS))
  @ApiProperty({enum: ROLL_OVERS, required: false})
  roll_over?: RollOver;

  /** With `surplus_weeks`: how many weeks of it may be kept before it is money left over. 8 when left out. */
  @IsOptional() @IsInt(WEEKS) @Min(0, WEEKS) @Max(104, WEEKS) surplus_weeks?: number;

  /** Of a line that is paid once. */
  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) one_off_pence?: number;

  @IsOptional()
  @IsString({message: 'Give the reference as text.'})
  @Length(1, 100, {message: 'Give the reference in 100 characters or fewer.'})
  reference?: string;
}
