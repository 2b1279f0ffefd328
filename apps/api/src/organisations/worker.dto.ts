import {MEMBER_ROLES, type MemberRole} from '@app/identity';
import {IsCalendarDay} from '@app/platform';
import {DBS_LEVELS, WORKER_CHECK_WAYS, type DbsLevel, type WorkerCheckWay} from '@app/register';
import {ApiProperty} from '@nestjs/swagger';
import {IsIn, IsOptional, IsString, IsUUID} from 'class-validator';

export class WorkerFromRequest {
  /** The first day on which they meet people: today or later. */
  @IsCalendarDay()
  from_on: string;
}

/** Somebody who works there and does not sign in. */
export class NewWorkerRequest extends WorkerFromRequest {
  @IsString({message: 'Give this as text.'})
  name: string;
}

export class WorkerCheckRequest {
  @IsIn(WORKER_CHECK_WAYS, {message: `Choose one of ${WORKER_CHECK_WAYS.join(', ')}.`})
  how: WorkerCheckWay;

  @IsIn(DBS_LEVELS, {message: `Choose one of ${DBS_LEVELS.join(', ')}.`})
  level: DbsLevel;

  /** As the certificate says. */
  @IsCalendarDay()
  issued_on: string;

  /** The day the original was seen, or the Update Service looked at. */
  @IsCalendarDay()
  checked_on: string;

  /** With the Update Service: the day they let the council look. */
  @IsOptional()
  @IsCalendarDay()
  consented_on?: string | null;

  /** Of the council; left out it is you. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a person.'})
  seen_by?: string;
}

export class WorkerResponse {
  id: string;
  name: string;
  @ApiProperty({enum: MEMBER_ROLES})
  role: MemberRole;
  /** Since when they meet people; null: they do not. */
  @ApiProperty({type: String, nullable: true})
  meets_people_from: string | null;
  /** A DBS certificate of theirs counts today. */
  covered: boolean;
  /** The first day on which it no longer does; null: never. */
  @ApiProperty({type: String, nullable: true})
  lapses_on: string | null;
}

export class WorkersResponse {
  id: string;
  name: string;
  /** The scheme asks for a certificate of each who meets people. */
  asked: boolean;
  /** From when it will, by terms that are made already; null where it does, or none say so. */
  asked_from: string | null;
  people: WorkerResponse[];
}

export class WorkerCheckResponse {
  id: string;
  person_id: string;
  @ApiProperty({enum: WORKER_CHECK_WAYS})
  how: WorkerCheckWay;
  @ApiProperty({enum: DBS_LEVELS})
  level: DbsLevel;
  issued_on: string;
  checked_on: string;
  @ApiProperty({type: String, nullable: true})
  consented_on: string | null;
  seen_by: string;
}

export class CheckedWorkersResponse extends WorkersResponse {
  checks: WorkerCheckResponse[];
}
