import {ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, MaxLength} from 'class-validator';
import {IsCalendarDay} from '@app/platform';

const text = {message: 'Give this as text.'};
const tooLong = {message: 'This is too long.'};

export class NewCourseRequest {
  /** @example Safeguarding adults */
  @IsString(text)
  @MaxLength(600, tooLong)
  title: string;

  @IsString(text)
  @MaxLength(600, tooLong)
  provider: string;

  /** Codes of the requirements that it answers. @example ["safeguarding"] */
  @IsArray({message: 'Give a list.'})
  @ArrayMaxSize(20, {message: 'Name fewer subjects.'})
  @IsString({each: true, message: 'Give the code of a requirement.'})
  topics: string[];

  /** How long it counts; left out leaves it to the scheme. */
  @IsOptional()
  @IsInt({message: 'Give a whole number of months.'})
  valid_months?: number | null;

  /** Certificates issued from this day on count. */
  @IsCalendarDay()
  starts_on: string;

  /** Where the council takes it from. */
  @IsString(text)
  @MaxLength(600, tooLong)
  source: string;
}

export class EndCourseRequest {
  /** The last day of which certificates count; today or later. */
  @IsCalendarDay()
  ends_on: string;
}

export class CourseResponse {
  id: string;
  title: string;
  provider: string;
  topics: string[];
  valid_months: number | null;
  starts_on: string;
  ends_on: string | null;
  source: string;
  /** Whether a certificate issued today counts. */
  current: boolean;
}

export class CoursesResponse {
  items: CourseResponse[];
  total: number;
  page: number;
  per_page: number;
}
