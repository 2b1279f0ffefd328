import {ApiProperty} from '@nestjs/swagger';
import {IsCalendarDay} from '@app/platform';
import {IsInt, IsOptional, IsString, IsUUID, Length, Max, Min} from 'class-validator';

const STATES = ['sent', 'confirmed', 'queried'] as const;
type State = (typeof STATES)[number];
const LENGTH = {message: 'Give whole minutes, from 1 to 1440.'};
const POOLED = {message: 'Give whole minutes, of nought or more.'};
const SUM = {message: 'Give an amount in whole pence.'};
const upTo = (most: number) => ({message: `Give text of 1 to ${most.toLocaleString('en-GB')} characters.`});

export class FundUseRequest {
  @IsCalendarDay() on_day: string;

  @IsString(upTo(200)) @Length(1, 200, upTo(200)) what: string;

  @IsInt(LENGTH) @Min(1, LENGTH) @Max(1_440, LENGTH) minutes: number;
}

export class SendStatementRequest {
  /** The first day of the month. */
  @IsCalendarDay() month: string;

  /** Of what is left, how much goes into the pool. */
  @IsOptional() @IsInt(POOLED) @Min(0, POOLED) @Max(1_000_000, POOLED) pooled_minutes?: number;
}

export class NewPoolRequest {
  @IsString(upTo(100)) @Length(1, 100, upTo(100)) name: string;

  @IsString(upTo(500)) @Length(1, 500, upTo(500)) purpose: string;
}

export class AskIntoPoolRequest {
  @IsUUID(undefined, {message: 'Give the id of a budget line.'}) budget_line_id: string;
}

export class QueryStatementRequest {
  @IsString(upTo(1_000)) @Length(1, 1_000, upTo(1_000)) text: string;
}

export class NewFundTermRequest {
  /** The first day of the month from which it is so. */
  @IsCalendarDay() from_month: string;

  @IsInt(SUM) @Min(1, SUM) @Max(1_000_000, SUM) hour_pence: number;

  @IsInt(SUM) @Min(0, SUM) @Max(10_000_000, SUM) management_pence: number;

  @IsString(upTo(500)) @Length(1, 500, upTo(500)) source: string;
}

export class FundIdResponse {
  id: string;
}

export class FundResponse {
  line_id: string;
  purpose: string;
  person: string;
  last_month: string | null;
  @ApiProperty({enum: STATES, nullable: true}) last_state: State | null;
  banked_minutes: number;
}

export class FundUseResponse {
  id: string;
  on_day: string;
  what: string;
  minutes: number;
}

export class PoolMemberResponse {
  id: string;
  line_id: string;
  person: string;
  joined_on: string | null;
  left_on: string | null;
  put_minutes: number;
  returned_minutes: number;
}

export class PoolResponse {
  id: string;
  name: string;
  purpose: string;
  minutes: number;
  members: PoolMemberResponse[];
  uses: FundUseResponse[];
}

export class FundsResponse {
  funds: FundResponse[];
  pools: PoolResponse[];
}

export class FundMonthResponse {
  month: string;
  /** Price of an hour, and what managing it costs, apart. */
  hour_pence: number;
  management_pence: number;
  funded_pence: number;
  cost_pence: number;
  /** In sixtieths of a penny. */
  carry_before: number;
  carry_after: number;
  before_minutes: number;
  added_minutes: number;
  returned_minutes: number;
  used_minutes: number;
  pooled_minutes: number;
  lapsed_minutes: number;
  banked_minutes: number;
  pool_id: string | null;
}

export class FundStatementResponse extends FundMonthResponse {
  id: string;
  line_id: string;
  purpose: string;
  person: string;
  @ApiProperty({enum: STATES}) state: State;
  sent_by: string;
  sent_on: string;
  answered_by: string | null;
  /** What was not right, as the person said it. */
  query: string | null;
  pool: string | null;
  uses: FundUseResponse[];
  pool_uses: FundUseResponse[];
}

export class OpenFundMonthResponse {
  fund: FundResponse;
  month: string;
  uses: FundUseResponse[];
  /** What would be sent as things stand; null where it cannot be. */
  draft: FundMonthResponse | null;
  problem: string | null;
  is_over: boolean;
  pool: string | null;
  statements: FundStatementResponse[];
}

export class OwnPoolResponse extends PoolMemberResponse {
  name: string;
  purpose: string;
  minutes: number;
}

export class OwnFundsResponse {
  statements: FundStatementResponse[];
  pools: OwnPoolResponse[];
}
