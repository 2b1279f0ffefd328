import {ApiProperty} from '@nestjs/swagger';
import {PAID_WITH, UNUSUAL, type PaidWith, type ReceiptView, type Unusual} from '@app/allocations';
import {IsCalendarDay} from '@app/platform';
import {IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min} from 'class-validator';

const MOST = 100_000_000;
const SUM = {message: 'Give an amount from 1p to £1,000,000, in whole pence.'};

export class NewPurchaseRequest {
  @IsUUID(undefined, {message: 'Give the id of a budget line.'}) budget_line_id: string;

  /** In their own words, with from whom. */
  @IsString({message: 'Say what it was as text.'})
  @Length(1, 200, {message: 'Say what it was in 200 characters or fewer.'})
  what: string;

  @IsCalendarDay() bought_on: string;

  @IsInt(SUM) @Min(1, SUM) @Max(MOST, SUM) pence: number;

  /** Of it, what they paid with their own money; it stands beside the line, never in it. */
  @IsOptional() @IsInt(SUM) @Min(0, SUM) @Max(MOST, SUM) own_pence?: number;

  @IsIn(PAID_WITH, {message: `Choose one of ${PAID_WITH.join(', ')}.`}) paid_with: PaidWith;
}

export class ReasonRequest {
  @IsString({message: 'Give the reason as text.'})
  @Length(1, 500, {message: 'Give the reason in 500 characters or fewer.'})
  reason: string;
}

export class TalkRequest {
  @IsString({message: 'Say what came of it as text.'})
  @Length(1, 1000, {message: 'Say what came of it in 1,000 characters or fewer.'})
  note: string;
}

export class ReceiptResponse {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
  @ApiProperty({enum: ['quarantined', 'clean', 'released', 'infected']})
  state: ReceiptView['state'];
}

export class PurchaseResponse {
  id: string;
  budget_line_id: string;
  bought_on: string;
  what: string;
  paid_with: PaidWith;
  pence: number;
  /** What the line paid. */
  line_pence: number;
  own_pence: number;
  /** What the line had too little left for. */
  beyond_pence: number;
  /** Why somebody of the council may want to talk about it. */
  @ApiProperty({enum: UNUSUAL, isArray: true})
  unusual: Unusual[];
  recorded_by: string;
  taken_back_why: string | null;
  files: ReceiptResponse[];
}

export class PurchasesResponse {
  items: PurchaseResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class UnusualPurchaseResponse extends PurchaseResponse {
  holder: string;
  budget_id: string;
}

export class UnusualPurchasesResponse {
  items: UnusualPurchaseResponse[];
  total: number;
  page: number;
  per_page: number;
}
