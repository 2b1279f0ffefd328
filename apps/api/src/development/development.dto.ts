import {ApiProperty} from '@nestjs/swagger';
import {ArrayMaxSize, IsArray, IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID} from 'class-validator';
import {
  DEVELOPMENT_ACTIONS,
  DEVELOPMENT_REASONS,
  DEVELOPMENT_STATES,
  DEVELOPMENT_TASKS,
  TASK_OUTCOMES,
  type DevelopmentAction,
  type DevelopmentReason,
  type DevelopmentState,
  type DevelopmentTaskCode,
  type TaskOutcome,
} from '@app/register';
import {IsCalendarDay} from '@app/platform';

const KINDS = ['note', 'resource'] as const;
const EVENT_KINDS = ['moved', ...KINDS] as const;

const STEPS = ['new', ...DEVELOPMENT_STATES] as const;

export class DevelopmentsQuery {
  /** `new` is what nobody has taken up. */
  @IsOptional()
  @IsIn(STEPS, {message: `Choose one of ${STEPS.join(', ')}.`})
  status?: (typeof STEPS)[number];

  /** Only what the caller is to do next. */
  @IsOptional()
  @IsIn(['true', 'false'], {message: 'Say true or false.'})
  mine?: 'true' | 'false';
}

/** Of those that asked within it; of all, where it is left out. */
export class DevelopmentFiguresQuery {
  @IsOptional()
  @IsCalendarDay()
  from?: string;

  @IsOptional()
  @IsCalendarDay()
  to?: string;
}

export class MoveDevelopmentRequest {
  @IsIn(DEVELOPMENT_ACTIONS, {message: `Choose one of ${DEVELOPMENT_ACTIONS.join(', ')}.`})
  action: DevelopmentAction;

  /** Why it does not go on; needed to pause, close or decline. */
  @IsOptional()
  @IsIn(DEVELOPMENT_REASONS, {message: `Choose one of ${DEVELOPMENT_REASONS.join(', ')}.`})
  reason?: DevelopmentReason;

  @IsOptional()
  @IsString({message: 'Give a text.'})
  text?: string;
}

export class AddToDevelopmentRequest {
  @IsIn(KINDS, {message: `Choose one of ${KINDS.join(', ')}.`})
  kind: 'note' | 'resource';

  @IsString({message: 'Write what was said or sent.'})
  text: string;
}

export class DevelopmentTaskRequest {
  @IsIn(DEVELOPMENT_TASKS, {message: `Choose one of ${DEVELOPMENT_TASKS.join(', ')}.`})
  task: DevelopmentTaskCode;

  @IsIn(TASK_OUTCOMES, {message: `Choose one of ${TASK_OUTCOMES.join(', ')}.`})
  outcome: TaskOutcome;
}

export class DevelopmentFactsRequest {
  /** Full-time equivalents, paid or not. */
  @IsOptional()
  @IsNumber({}, {message: 'Give a number, like 2.5.'})
  fte?: number | null;

  @IsOptional()
  @IsInt({message: 'Give a whole number.'})
  people_supported?: number | null;

  @IsOptional()
  @IsString({message: 'Give the first half of a postcode.'})
  outcode?: string | null;

  @IsOptional()
  @IsArray({message: 'Give a list of services.'})
  @ArrayMaxSize(20, {message: 'Choose up to twenty kinds of help.'})
  @IsString({each: true, message: 'Give the code of a service.'})
  services?: string[];

  @IsOptional()
  @IsString({message: 'Say what comes next.'})
  next_action?: string | null;

  @IsOptional()
  @IsCalendarDay()
  next_on?: string | null;

  /** Whose it is to do, of the council's people; the caller's own if it is left out. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of somebody of the council.'})
  next_by?: string | null;
}

export class SendResourceRequest {
  /** Of the members' area. */
  @IsUUID(undefined, {message: 'Give the id of a resource.'})
  resource_id: string;

  @IsOptional()
  @IsString({message: 'Give a text.'})
  text?: string | null;
}

export class NextByResponse {
  id: string;
  name: string;
}

export class DevelopmentLineResponse {
  enquiry_id: string;
  name: string;
  /** Null for an enquiry that nobody has taken up. */
  @ApiProperty({enum: DEVELOPMENT_STATES, nullable: true})
  status: DevelopmentState | null;
  received_at: string;
  @ApiProperty({type: String, nullable: true})
  next_action: string | null;
  @ApiProperty({type: String, nullable: true})
  next_on: string | null;
  @ApiProperty({type: NextByResponse, nullable: true})
  next_by: NextByResponse | null;
  /** By when it is looked at again, while it is listed. */
  @ApiProperty({type: String, nullable: true})
  check_due_on: string | null;
  overdue: boolean;
}

export class DevelopmentsResponse {
  /** What is overdue first, then what comes soonest. */
  items: DevelopmentLineResponse[];
}

export class DevelopmentTaskResponse {
  @ApiProperty({enum: DEVELOPMENT_TASKS})
  task: DevelopmentTaskCode;
  @ApiProperty({enum: TASK_OUTCOMES})
  outcome: TaskOutcome;
  @ApiProperty({type: String, nullable: true})
  changed_on: string | null;
}

export class DevelopmentEventResponse {
  @ApiProperty({enum: EVENT_KINDS})
  kind: (typeof EVENT_KINDS)[number];
  @ApiProperty({enum: DEVELOPMENT_STATES, nullable: true})
  to: DevelopmentState | null;
  @ApiProperty({type: String, nullable: true})
  text: string | null;
  /** Of the members' area, where that was sent. */
  @ApiProperty({type: String, nullable: true})
  resource_id: string | null;
  by: string;
  at: string;
}

export class DevelopmentResponse extends DevelopmentLineResponse {
  @ApiProperty({type: String, nullable: true})
  application_id: string | null;
  @ApiProperty({enum: DEVELOPMENT_REASONS, nullable: true})
  reason: DevelopmentReason | null;
  @ApiProperty({type: Number, nullable: true})
  fte: number | null;
  @ApiProperty({type: Number, nullable: true})
  people_supported: number | null;
  @ApiProperty({type: String, nullable: true})
  outcode: string | null;
  services: string[];
  tasks: DevelopmentTaskResponse[];
  /** The newest first. */
  events: DevelopmentEventResponse[];
}

export class CountResponse {
  value: string;
  count: number;
}

export class AreaCountResponse extends CountResponse {
  listed: number;
  people_supported: number;
}

export class StayResponse extends CountResponse {
  /** Of those that went on from there. */
  median_days: number;
}

/** Of the enterprises that asked within the period, up to today. */
export class DevelopmentFiguresResponse {
  @ApiProperty({type: String, nullable: true})
  from: string | null;
  @ApiProperty({type: String, nullable: true})
  to: string | null;
  enquiries: number;
  /** How many were listed for the first time within the period, whenever they had asked. */
  newly_listed: number;
  /** How many are at each step today. */
  now: CountResponse[];
  /** How many of these enquiries ever came so far. */
  reached: CountResponse[];
  /** Days from the enquiry to the listing, in the middle. */
  @ApiProperty({type: Number, nullable: true})
  median_days: number | null;
  people_supported: number;
  services: CountResponse[];
  areas: AreaCountResponse[];
  /** How long they stayed at each step. */
  stays: StayResponse[];
  reasons: CountResponse[];
  sources: CountResponse[];
}
