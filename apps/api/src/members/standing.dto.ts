import {IsInstantOrDay} from '@app/platform';
import {IsISO8601, IsOptional, Matches} from 'class-validator';
import {MemberResponse, StandingResponse} from '../applications/application.dto.js';

export class StandingQuery {
  /** The day asked about, past or future; today when left out. */
  @IsOptional()
  @IsISO8601({strict: true}, {message: 'Give a day like 2026-03-29.'})
  @Matches(/^\d{4}-\d{2}-\d{2}$/, {message: 'Give a day like 2026-03-29.'})
  on?: string;

  /** Answer also from what was on record at this instant; a day is its midnight in London. */
  @IsOptional()
  @IsInstantOrDay()
  known_at?: string;
}

export class KnownStandingResponse {
  at: string;
  standing: StandingResponse;
}

export class MemberStandingResponse {
  member: MemberResponse;
  on: string;
  /** By all that is on record now. */
  standing: StandingResponse;
  /** By what was on record then; null where nobody asked. */
  known: KnownStandingResponse | null;
}
