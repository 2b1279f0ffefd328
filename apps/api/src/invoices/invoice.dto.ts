import {PAYMENT_METHODS, type InvoiceState, type PaymentMethod} from '@app/bookings';
import {IsCalendarDay} from '@app/platform';
import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';

export class NewInvoiceRequest {
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id: string;

  @IsUUID(undefined, {message: 'Give the id of a person.'})
  holder_id: string;

  /** Which approved visits; all that no invoice has yet when it is left out. */
  @IsOptional()
  @IsArray({message: 'Give a list of visits.'})
  @ArrayMinSize(1, {message: 'Give a list of visits.'})
  @ArrayMaxSize(500, {message: 'Give at most 500 visits.'})
  @IsUUID(undefined, {each: true, message: 'Give the ids of visits.'})
  visit_ids?: string[];

  /** Where the money is to go. */
  @IsOptional()
  @IsString({message: 'Say where to pay it.'})
  @Length(1, 300, {message: 'Say where to pay it in 300 characters or fewer.'})
  pay_to?: string;
}

export class NewInvoiceResponse {
  id: string;
  number: number;
}

export class InvoiceReasonRequest {
  @IsString({message: 'Say why.'})
  @Length(1, 500, {message: 'Say why, in 500 characters or fewer.'})
  reason: string;
}

export class InvoicePaymentRequest {
  @IsUUID(undefined, {message: 'Give the id of a budget line.'})
  budget_line_id: string;

  @IsIn(PAYMENT_METHODS, {message: 'Say how it was paid.'})
  method: PaymentMethod;

  @IsInt({message: 'Give whole pence.'})
  @Min(1, {message: 'Give an amount from 1p.'})
  @Max(100_000_000, {message: 'Give an amount from 1p.'})
  pence: number;

  @IsCalendarDay()
  paid_on: string;
}

export class InvoiceLeftResponse {
  id: string;
  /** What is still owed. */
  left_pence: number;
}

export class InvoiceParty {
  id: string;
  name: string;
}

export class InvoiceSummaryResponse {
  id: string;
  number: number;
  kind: 'invoice' | 'credit_note';
  status: InvoiceState;
  @Type(() => InvoiceParty) listing: InvoiceParty;
  @Type(() => InvoiceParty) holder: InvoiceParty;
  issued_at: string;
  total_pence: number;
  paid_pence: number;
}

export class InvoiceLineResponse {
  visit_id: string;
  starts_at: string;
  ends_at: string;
  work_pence: number;
  mileage_pence: number;
  expense_pence: number;
}

export class InvoiceResponse extends InvoiceSummaryResponse {
  pay_to: string | null;
  reason: string | null;
  query_reason: string | null;
  @Type(() => InvoiceLineResponse) lines: InvoiceLineResponse[];
}

export class InvoicesResponse {
  @Type(() => InvoiceSummaryResponse) items: InvoiceSummaryResponse[];
  total: number;
  page: number;
  per_page: number;
}
