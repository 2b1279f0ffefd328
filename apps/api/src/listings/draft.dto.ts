import {OmitType, PartialType} from '@nestjs/swagger';
import {ArrayMaxSize, IsArray, IsOptional, IsString} from 'class-validator';
import {ProfileRequest} from './profile.dto.js';

/** Some of a profile, but for the postcode: where you set out from shows at once. What is left out stays as it is. */
export class DraftRequest extends PartialType(OmitType(ProfileRequest, ['postcode'] as const)) {
  /** Codes: all that you would offer. */
  @IsOptional()
  @IsArray({message: 'Give this as a list.'})
  @ArrayMaxSize(200, {message: 'Give at most 200.'})
  @IsString({message: 'Give the code of a service.', each: true})
  services?: string[];
}

export class DraftResponse {
  /** Under the names that a listing has, those that are to change. */
  profile: Record<string, unknown>;
  /** Null: as they are. */
  services: string[] | null;
  changed_at: string;
}
