import {ApiProperty} from '@nestjs/swagger';
import {DEPLOYMENTS, MOVE_KINDS, PURPOSES, type Deployment, type MoveKind, type Purpose} from '@app/allocations';
import {IsCalendarDay} from '@app/platform';
import {IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min} from 'class-validator';

const MOST = 100_000_000;
const SUM = {message: 'Give an amount from 1p to £1,000,000, in whole pence.'};
const REASON = {message: 'Give the reason in 1 to 1,000 characters.'};
const CODE = /^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$/;
const CODED = {message: 'Use letters, digits, dots, slashes and hyphens, 40 at most.'};
const oneOf = (choices: readonly string[]) => ({message: `Choose one of ${choices.join(', ')}.`});

export class MoveMoneyRequest {
  @IsIn(MOVE_KINDS, oneOf(MOVE_KINDS)) @ApiProperty({enum: MOVE_KINDS}) kind: MoveKind;

  @IsInt(SUM) @Min(1, SUM) @Max(MOST, SUM) pence: number;

  /** Of money kept apart or given back: for what. */
  @IsOptional()
  @IsIn(PURPOSES, oneOf(PURPOSES))
  @ApiProperty({enum: PURPOSES, required: false})
  purpose?: Purpose | null;

  @IsString(REASON) @Length(1, 1000, REASON) reason: string;
}

export class ClosePeriodRequest {
  @IsString(REASON) @Length(1, 1000, REASON) reason: string;
}

export class FinanceCodeRequest {
  @IsIn(DEPLOYMENTS, oneOf(DEPLOYMENTS)) deployment: Deployment;

  @Matches(CODE, CODED) cost_centre: string;

  @Matches(CODE, CODED) subjective: string;

  @IsCalendarDay() starts_on: string;
}

export class MoneyIdResponse {
  id: string;
}

export class ClosedPeriodResponse {
  /** What went on to the next open period. */
  rolled_over_pence: number;
}

export class MoneyPeriodResponse {
  id: string;
  line_id: string;
  purpose: string;
  holder_name: string;
  starts_on: string;
  ends_on: string;
  closed_on: string | null;
  /** Given by the council, before anything was moved on, taken back or given up. */
  allocated_pence: number;
  contribution_pence: number;
  contribution_paid_pence: number;
  held_pence: number;
  committed_pence: number;
  spent_pence: number;
  ring_fenced_pence: number;
  reclaimed_pence: number;
  written_off_pence: number;
  rolled_over_pence: number;
  available_pence: number;
}

export class MoneyMoveResponse {
  id: string;
  kind: string;
  pence: number;
  purpose: string | null;
  reason: string;
  recorded_by: string;
  recorded_at: string;
}

export class PeriodWithMovesResponse {
  period: MoneyPeriodResponse;
  moves: MoneyMoveResponse[];
}

export class MoneyDeskResponse {
  late: MoneyPeriodResponse[];
  overdrawn: MoneyPeriodResponse[];
  to_close: MoneyPeriodResponse[];
}
