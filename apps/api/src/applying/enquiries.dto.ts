import {ApiProperty} from '@nestjs/swagger';
import {IsIn, IsOptional, IsString} from 'class-validator';
import {
  ENQUIRY_CHANNELS,
  ENQUIRY_SOURCES,
  MEMBER_KINDS,
  type EnquiryChannel,
  type EnquirySource,
  type MemberKind,
} from '@app/register';

const SPOKEN = ENQUIRY_CHANNELS.filter((each) => each !== 'online');

export class EnquiryRequest {
  @IsString({message: 'Give a name.'})
  name: string;

  @IsOptional()
  @IsString({message: 'Give an e-mail address.'})
  email?: string;

  @IsOptional()
  @IsString({message: 'Give a telephone number.'})
  phone?: string;

  /** What they want to be. */
  @IsIn(MEMBER_KINDS, {message: `Choose one of ${MEMBER_KINDS.join(', ')}.`})
  wants: MemberKind;

  /** Where they heard of the register. */
  @IsIn(ENQUIRY_SOURCES, {message: `Choose one of ${ENQUIRY_SOURCES.join(', ')}.`})
  source: EnquirySource;

  @IsOptional()
  @IsString({message: 'Give a text.'})
  note?: string;

  /** How they asked. */
  @IsIn(SPOKEN, {message: `Choose one of ${SPOKEN.join(', ')}.`})
  channel: EnquiryChannel;
}

export class EnquiryResponse {
  id: string;
  name: string;
  @ApiProperty({type: String, nullable: true})
  email: string | null;
  @ApiProperty({type: String, nullable: true})
  phone: string | null;
  wants: MemberKind;
  source: EnquirySource;
  channel: EnquiryChannel;
  @ApiProperty({type: String, nullable: true})
  note: string | null;
  received_at: string;
  /** What became of it. */
  @ApiProperty({type: String, nullable: true})
  application_id: string | null;
}
