import {Controller, Get} from '@nestjs/common';
import {ApiTags} from '@nestjs/swagger';
import {PublicCommunity} from '@app/directory';
import {notFound} from '@app/kernel';
import {IdParam, Public} from '@app/platform';
import {profileAnswer} from './community-answer.js';
import type {CommunityResponse} from './community.dto.js';

@ApiTags('community')
@Controller('api/v1/community')
export class CommunityController {
  constructor(private readonly community: PublicCommunity) {}

  /** A group or service that is not for sale, as anybody may see it. */
  @Public()
  @Get(':id')
  async one(@IdParam() id: string): Promise<CommunityResponse> {
    const profile = await this.community.profile(id);
    if (!profile) throw notFound('community listing');
    return profileAnswer(profile);
  }
}
