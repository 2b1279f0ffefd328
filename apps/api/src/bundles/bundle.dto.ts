import {ApiProperty} from '@nestjs/swagger';
import {IsIn, IsOptional} from 'class-validator';

export const BUNDLE_FORMATS = ['json', 'html', 'pdf'] as const;
export type BundleFormat = (typeof BUNDLE_FORMATS)[number];

export class BundleQuery {
  /** Goes before what the header Accept says. */
  @IsOptional()
  @IsIn(BUNDLE_FORMATS, {message: `Choose one of ${BUNDLE_FORMATS.join(', ')}.`})
  @ApiProperty({enum: BUNDLE_FORMATS, required: false})
  format?: BundleFormat;
}

export class BundlePersonResponse {
  id: string;
  name: string;
}

export class BundleEventResponse {
  at: string;
  action: string;
  who: string;
  detail: string;
}

/** The hash is SHA-256 over the 32 bytes of `previous` and the text of `content`. */
export class BundleEntryResponse {
  entry_id: number;
  at: string;
  action: string;
  /** Its place in the council's chain; null while it is not sealed. */
  seq: number | null;
  hash: string | null;
  previous: string | null;
  content: string | null;
}

export class BundleProofResponse {
  sealed: number;
  unsealed: number;
  entries: BundleEntryResponse[];
}

/** A document for the file: it holds all that the application does, and more as the register keeps more. */
export class BundleResponse {
  made_at: string;
  made_by: BundlePersonResponse;
  council: string;
  @ApiProperty({type: 'object', additionalProperties: true})
  application: object;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'On the day the decision counts from, and today.',
  })
  standing: object;
  @ApiProperty({type: 'array', items: {type: 'object', additionalProperties: true}})
  conditions: object[];
  @ApiProperty({type: 'array', items: {type: 'object', additionalProperties: true}})
  suspensions: object[];
  @ApiProperty({type: 'array', items: {type: 'object', additionalProperties: true}})
  sanctions: object[];
  @ApiProperty({type: 'array', items: {type: 'object', additionalProperties: true}})
  requests: object[];
  @ApiProperty({type: 'array', items: {type: 'object', additionalProperties: true}})
  appeals: object[];
  timeline: BundleEventResponse[];
  seen_by: BundleEventResponse[];
  proof: BundleProofResponse;
}
