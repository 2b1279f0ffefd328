import {ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, Matches} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {SHOWING, type Showing} from '@app/register';
import {RequirementResponse} from '../applications/application.dto.js';

export class OwnRequirementResponse extends RequirementResponse {
  /** Its renewal is open: it lapses before long, or has lapsed. */
  open: boolean;
  /** What was said of how the council can see the new one. */
  asked: {how: Showing; ready_on: string} | null;
}

export class RenewalsResponse {
  member_id: string;
  name: string;
  scheme: string;
  listed: boolean;
  /** The first day on which they are not listed if nothing more happens. */
  lapses_on: string | null;
  requirements: OwnRequirementResponse[];
}

export class RenewalsListResponse {
  items: RenewalsResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class RenewalBody {
  @IsUUID(undefined, {message: 'This is not an id.'})
  member_id: string;

  @Matches(/^[a-z][a-z0-9_]{1,39}$/, {message: 'Give the code of a requirement.'})
  requirement: string;

  @IsIn(SHOWING, {message: `Say how it can be seen: ${SHOWING.join(', ')}.`})
  how: Showing;

  /** From this day on it can be seen. */
  @IsCalendarDay({message: 'Give a day like 2026-03-29.'})
  ready_on: string;
}

export class RemindersBody {
  @IsArray({message: 'Give the ids of members.'})
  @ArrayMinSize(1, {message: 'Give the ids of members.'})
  @ArrayMaxSize(200, {message: 'Give 200 members or fewer at a time.'})
  @IsUUID(undefined, {each: true, message: 'These are not all ids.'})
  member_ids: string[];
}

export class RemindersResponse {
  /** Whoever was reminded today already, or has nothing that lapses within a year, is not. */
  reminded: number;
}
