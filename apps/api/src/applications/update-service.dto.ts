import {IsBoolean, IsIn, IsString, MaxLength} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {STATUS_RESULTS, type StatusResult} from '@app/register';

export class ConsentRequest {
  /** Whether the council may look. */
  @IsBoolean({message: 'Say true or false.'})
  consents: boolean;

  /** The day they said so. */
  @IsCalendarDay()
  said_on: string;
}

export class StatusCheckRequest {
  /** What the DBS Update Service answered. */
  @IsIn(STATUS_RESULTS, {message: `Choose one of ${STATUS_RESULTS.join(', ')}.`})
  result: StatusResult;

  /** The day somebody looked. */
  @IsCalendarDay()
  checked_on: string;
}

export class ConsentResponse {
  consents: boolean;
  said_on: string;
}

export class StatusCheckResponse {
  evidence_id: string;
  result: StatusResult;
  checked_on: string;
  checked_by: string;
}

export class DbsNeedResponse {
  /** What the law of today has for the tasks that they say they do. */
  level: string;
  /** How they come by it. */
  route: string;
  /** Whether the tasks are regulated activity. */
  regulated: boolean;
  source: string;
}

export class UpdateServiceResponse {
  need: DbsNeedResponse;
  /** The latest word on it; null when nobody asked. */
  consent: ConsentResponse | null;
  /** The newest first. */
  checks: StatusCheckResponse[];
}

export class RiskAssessmentRequest {
  /** What was weighed, for whoever decides. It is emptied within six months of the decision. */
  @IsString({message: 'Give the assessment as text.'})
  @MaxLength(8_000, {message: 'Write it in up to 8,000 characters.'})
  text: string;
}

export class RiskAssessmentResponse {
  id: string;
  /** Null once it is emptied. */
  text: string | null;
  written_by: {id: string; name: string};
  written_at: string;
}

export class RiskAssessmentsResponse {
  items: RiskAssessmentResponse[];
  total: number;
  page: number;
  per_page: number;
}
