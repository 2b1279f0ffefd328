import {ApiProperty} from '@nestjs/swagger';
import {AREAS, POWERS, REPRESENTATION_KINDS, type Area, type Power, type RepresentationKind} from '@app/identity';

export class PartyResponse {
  id: string;
  name: string;
}

export class HeldLineResponse {
  id: string;
  purpose: string;
}

export class RepresentationResponse {
  id: string;
  @ApiProperty({enum: REPRESENTATION_KINDS}) kind: RepresentationKind;
  holder: PartyResponse;
  representative: PartyResponse;
  organisation: string | null;
  @ApiProperty({enum: ['to_come', 'in_force', 'ended']}) state: 'to_come' | 'in_force' | 'ended';
  /** What they may do as it stands. */
  @ApiProperty({enum: POWERS, isArray: true}) powers: Power[];
  @ApiProperty({enum: AREAS, isArray: true}) areas: Area[];
  /** Of a fund holder: the only lines it reaches. */
  lines: HeldLineResponse[];
  starts_on: string;
  ends_on: string | null;
  review_on: string | null;
  recorded_by: string | null;
  recorded_at: string;
  ended_at: string | null;
  ended_by: string | null;
}

export class RepresentationsResponse {
  items: RepresentationResponse[];
}

export class DoneResponse {
  at: string;
  by: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  /** How staff were told to. */
  @ApiProperty({type: String, nullable: true}) told_by: string | null;
}

export class DoneForMeResponse {
  /** The newest first. */
  items: DoneResponse[];
}

export class PowerRowResponse {
  @ApiProperty({enum: POWERS}) power: Power;
  @ApiProperty({enum: AREAS, isArray: true}) areas: Area[];
  /** By role: yes, if_said (only as recorded) or no. */
  @ApiProperty({type: 'object', additionalProperties: {type: 'string'}}) roles: Record<string, string>;
}

export class PowersResponse {
  items: PowerRowResponse[];
}
