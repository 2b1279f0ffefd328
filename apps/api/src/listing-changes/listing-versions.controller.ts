import {Controller, Get} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {ListingVersions} from '@app/listings';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {ListingVersionsResponse} from './listing-change.dto.js';

@ApiTags('listings')
@ApiBearerAuth()
@Controller('api/v1/listings/:id/versions')
export class ListingVersionsController {
  constructor(private readonly versions: ListingVersions) {}

  /** What others could see of a listing, and when: for its owner and the council's officers; the newest first. */
  @Allow('session:use')
  @Get()
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<ListingVersionsResponse> {
    return wholeList(
      (await this.versions.of(principal, id)).map(({id: versionId, madeAt, until, profile}) => ({
        id: versionId,
        made_at: madeAt.toISOString(),
        until: until?.toISOString() ?? null,
        state: profile.state,
        name: profile.name,
        summary: profile.summary,
        services: profile.services,
      })),
    );
  }
}
