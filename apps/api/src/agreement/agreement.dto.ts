import {ApiProperty} from '@nestjs/swagger';
import {IsCalendarDay} from '@app/platform';
import {IsOptional, IsString, IsUUID, Length} from 'class-validator';

const TEXT = {message: 'Write it in 1 to 4,000 characters.'};

export class SignAgreementRequest {
  /** The version that was read. */
  @IsUUID(undefined, {message: 'Give the id of the version.'}) version_id: string;
}

export class PaperAgreementRequest extends SignAgreementRequest {
  /** The person, or who stands in for them in matters of money. */
  @IsUUID(undefined, {message: 'Give the id of a person.'}) signed_by: string;

  @IsCalendarDay() signed_on: string;
}

export class AgreementTextRequest {
  @IsCalendarDay() starts_on: string;

  /** Until when who signed the version before is paid without having signed this one. */
  @IsOptional() @IsCalendarDay() sign_by?: string | null;

  @IsString(TEXT) @Length(1, 4000, TEXT) purpose: string;

  @IsString(TEXT) @Length(1, 4000, TEXT) asked: string;

  @IsString(TEXT) @Length(1, 4000, TEXT) surplus: string;

  @IsString(TEXT) @Length(1, 4000, TEXT) easy: string;

  @IsString({message: 'Give the source as text.'})
  @Length(1, 500, {message: 'Give the source in 1 to 500 characters.'})
  source: string;
}

export class AgreementTextIdResponse {
  number: number;
}

export class AgreementTextResponse {
  id: string;
  number: number;
  starts_on: string;
  sign_by: string | null;
  purpose: string;
  asked: string;
  surplus: string;
  easy: string;
}

export class AgreementSignatureResponse {
  version_number: number;
  signed_by: string;
  @ApiProperty({enum: ['screen', 'paper']})
  way: 'screen' | 'paper';
  signed_on: string;
}

export class DirectPaymentAgreementResponse {
  text: AgreementTextResponse;
  /** The version in force is signed. */
  signed: boolean;
  /** Payments are made. */
  stands: boolean;
  signatures: AgreementSignatureResponse[];
}

export class PaymentResponse {
  id: string;
  holder_name: string;
  line_id: string;
  starts_on: string;
  ends_on: string;
  @ApiProperty({enum: ['paid', 'withheld']})
  state: 'paid' | 'withheld';
  pence: number;
  /** Of what is withheld: why. */
  @ApiProperty({enum: ['agreement'], nullable: true})
  why: 'agreement' | null;
  recorded_at: string;
}

export class PaymentsResponse {
  items: PaymentResponse[];
  total: number;
  page: number;
  per_page: number;
}
