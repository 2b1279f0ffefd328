import {
  ABSENCE_RULES,
  SHARE_WAYS,
  type AbsenceRule,
  type ShareBy,
  type SharedView,
  type VisitState,
} from '@app/bookings';
import {IsInstant} from '@app/platform';
import {Type} from 'class-transformer';
import {IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min} from 'class-validator';

class PlaceRequest {
  /** The caller's own line that pays their part. */
  @IsUUID(undefined, {message: 'Give the id of a budget line.'})
  budget_line_id: string;

  /** Their part: basis points, or minutes; left out where all pay the same. */
  @IsOptional()
  @IsInt({message: 'Give a whole number.'})
  @Min(1, {message: 'Give a whole number of 1 or more.'})
  @Max(10_000, {message: 'Give 10,000 or less.'})
  weight?: number;
}

export class NewSharedRequest extends PlaceRequest {
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id: string;

  /** What the others know it by. */
  @IsString({message: 'Say what it is.'})
  @Length(1, 100, {message: 'Say what it is, in 100 characters or fewer.'})
  title: string;

  @IsInstant()
  starts_at: string;

  @IsInstant()
  ends_at: string;

  /** RFC 5545, by London’s clock, with an end; left out, it is once. */
  @IsOptional()
  @IsString({message: 'Give a repeat rule as text.'})
  @MaxLength(300, {message: 'This repeat rule is too long.'})
  rrule?: string;

  @IsIn(SHARE_WAYS, {message: 'Say how it is shared.'})
  share_by: ShareBy;

  /** What holds when somebody does not come: chosen now, and never changed. */
  @IsIn(ABSENCE_RULES, {message: 'Say what holds when somebody does not come.'})
  absence: AbsenceRule;
}

export class NewSharedResponse {
  id: string;
  /** With which others join. It is kept nowhere, so it is said only now. */
  code: string;
}

export class SharedCodeRequest {
  @IsString({message: 'Give the code.'})
  @Length(1, 40, {message: 'Give the code.'})
  code: string;
}

export class JoinSharedRequest extends PlaceRequest {
  @IsString({message: 'Give the code.'})
  @Length(1, 40, {message: 'Give the code.'})
  code: string;
}

export class SharedAnswerRequest {
  @IsIn(['yes', 'no'], {message: 'Choose yes or no.'})
  answer: 'yes' | 'no';
}

export class AbsenceRequest {
  /** Who did not come, as the shared support names its members. */
  @IsUUID(undefined, {message: 'Give the id of a member.'})
  member_id: string;
}

export class SharedParty {
  id: string;
  name: string;
}

export class SharedSummaryResponse {
  id: string;
  title: string;
  status: SharedView['state'];
  starts_at: string;
  @Type(() => SharedParty) listing: SharedParty;
  /** Somebody waits for the caller’s yes or no. */
  waits: boolean;
}

export class SharedListResponse {
  @Type(() => SharedSummaryResponse) items: SharedSummaryResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class InvitationResponse {
  id: string;
  title: string;
  organiser_name: string;
  @Type(() => SharedParty) listing: SharedParty;
  starts_at: string;
  ends_at: string;
  rrule: string | null;
  share_by: ShareBy;
  absence: AbsenceRule;
}

export class SharedMemberResponse {
  id: string;
  name: string;
  weight: number;
  status: SharedView['members'][number]['state'];
  mine: boolean;
  organises: boolean;
  /** The caller has still to say yes or no to them. */
  waits_for_me: boolean;
}

export class SharedVisitResponse {
  id: string;
  starts_at: string;
  ends_at: string;
  status: VisitState;
  worker_name: string;
  /** Who is known not to be there. */
  away: string[];
  price_pence: number;
  /** What the caller pays of it. */
  mine_pence: number;
}

export class SharedResponse {
  id: string;
  title: string;
  status: SharedView['state'];
  share_by: ShareBy;
  absence: AbsenceRule;
  starts_at: string;
  ends_at: string;
  rrule: string | null;
  @Type(() => SharedParty) listing: SharedParty;
  booking_id: string | null;
  organises: boolean;
  /** Other times that wait for everybody’s yes. */
  change_id: string | null;
  @Type(() => SharedMemberResponse) members: SharedMemberResponse[];
  @Type(() => SharedVisitResponse) visits: SharedVisitResponse[];
}

export class LeftResponse {
  /** `left`, or `asked` where the others have to agree first. */
  status: 'left' | 'asked';
}
