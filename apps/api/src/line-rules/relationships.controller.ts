import {Body, Controller, Get, HttpCode, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {DeclareRelationship} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {RelationshipRequest, RelationshipsResponse} from './line-rule.dto.js';

@ApiTags('engagements')
@ApiBearerAuth()
@Controller('api/v1/relationships')
export class RelationshipsController {
  constructor(private readonly relationships: DeclareRelationship) {}

  /** Which of those who support the caller are family, as it was said last. */
  @Allow('engagement:read')
  @Get()
  async list(@Current() principal: Principal): Promise<RelationshipsResponse> {
    const own = await this.relationships.own(principal);
    return wholeList(
      own.map(({listingId, relation, declaredAt}) => ({
        ...{listing_id: listingId, relation},
        declared_at: declaredAt.toISOString(),
      })),
    );
  }

  /** Says whether somebody is family. Some family cannot be paid without the council’s leave. */
  @Allow('engagement:propose')
  @Put(':id')
  @HttpCode(204)
  declare(@Current() principal: Principal, @IdParam() id: string, @Body() body: RelationshipRequest): Promise<void> {
    return this.relationships.run(principal, id, body.relation);
  }
}
