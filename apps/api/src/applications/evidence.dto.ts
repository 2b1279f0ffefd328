import {ApiProperty} from '@nestjs/swagger';
import {IsIn, IsInt, IsObject, IsOptional, Max, Min} from 'class-validator';
import {IsCalendarDay} from '@app/platform';
import {VOID_REASONS, type RequirementKind, type VoidReason} from '@app/register';

export class RecordEvidenceRequest {
  /** Which of several, as the second reference; the first free place when left out. */
  @IsOptional()
  @IsInt({message: 'Give a whole number.'})
  @Min(1, {message: 'Give a number from 1.'})
  @Max(9, {message: 'Give a number of 9 or less.'})
  number?: number;

  /** The day on the paper. */
  @IsOptional()
  @IsCalendarDay()
  issued_on?: string;

  /** The day somebody checked it. */
  @IsCalendarDay()
  checked_on: string;

  /** The last day the paper itself is good for. */
  @IsOptional()
  @IsCalendarDay()
  valid_until?: string;

  /**
   * By kind of requirement; nothing else is kept. Never what a DBS certificate discloses.
   * @example { "level": "enhanced", "workforce": "adult", "certificate_number": "001234567890", "seen_on": "2026-03-03" }
   */
  @ApiProperty({type: 'object', additionalProperties: true})
  @IsObject({message: 'Give the facts as an object.'})
  facts: Record<string, unknown>;
}

export class VoidEvidenceRequest {
  @IsIn(VOID_REASONS, {message: `Choose one of ${VOID_REASONS.join(', ')}.`})
  reason: VoidReason;

  /** With `ended_early`: the first day on which it no longer counts. */
  @IsOptional()
  @IsCalendarDay()
  ended_on?: string;
}

export class RecorderResponse {
  id: string;
  name: string;
}

export class VoidResponse {
  reason: VoidReason;
  ended_on: string | null;
  at: string;
}

export class EvidenceResponse {
  id: string;
  requirement: string;
  kind: RequirementKind;
  number: number;
  issued_on: string | null;
  checked_on: string;
  valid_until: string | null;
  @ApiProperty({type: 'object', additionalProperties: true})
  facts: Record<string, string | number>;
  recorded_by: RecorderResponse;
  recorded_at: string;
  voided: VoidResponse | null;
}
