import {ApiProperty} from '@nestjs/swagger';
import {IsIn, IsOptional, IsString} from 'class-validator';
import {COMPLAINT_ABOUT, type ComplaintAbout, type ComplaintOutcome} from '@app/register';

const OUTCOMES = ['answered', 'passed_on'] as const;

export class ComplaintRequest {
  @IsIn(COMPLAINT_ABOUT, {message: `Choose one of ${COMPLAINT_ABOUT.join(', ')}.`})
  about: ComplaintAbout;

  @IsString({message: 'Say what went wrong.'})
  text: string;

  /** What would put it right. */
  @IsOptional()
  @IsString({message: 'Give a text.'})
  wants?: string;

  @IsString({message: 'Say your name.'})
  name: string;

  /** How you want to be answered. */
  @IsString({message: 'Say how we can answer you.'})
  contact: string;
}

export class ComplaintAnswerRequest {
  /** What was answered, when it has been. */
  @IsString({message: 'Say what was answered.'})
  answer: string;
}

export class ComplaintResponse {
  id: string;
  @ApiProperty({enum: COMPLAINT_ABOUT})
  about: ComplaintAbout;
  /** Null once it was passed on to the safeguarding team. */
  @ApiProperty({type: String, nullable: true})
  name: string | null;
  received_at: string;
  @ApiProperty({enum: OUTCOMES, nullable: true})
  outcome: ComplaintOutcome | null;
}

export class ComplaintTextResponse extends ComplaintResponse {
  @ApiProperty({type: String, nullable: true})
  text: string | null;
  @ApiProperty({type: String, nullable: true})
  wants: string | null;
  @ApiProperty({type: String, nullable: true})
  contact: string | null;
  @ApiProperty({type: String, nullable: true})
  answer: string | null;
  @ApiProperty({type: String, nullable: true})
  closed_by: string | null;
  @ApiProperty({type: String, nullable: true})
  closed_at: string | null;
}

export class ComplaintsResponse {
  /** Those that wait first. */
  items: ComplaintResponse[];
}
