import {Controller, Get} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {VisitsToLookAt} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {VisitsToLookAtResponse} from './look-at.dto.js';

@ApiTags('safeguarding')
@ApiBearerAuth()
@Controller('api/v1/visits-to-look-at')
export class LookAtController {
  constructor(private readonly visits: VisitsToLookAt) {}

  /** Coming visits that the duty officer should look at, and whom to call. Each reading is on record. */
  @Allow('concern:duty')
  @Get()
  async list(@Current() principal: Principal): Promise<VisitsToLookAtResponse> {
    const visits = await this.visits.run(principal);
    return {
      items: visits.map(({visitId, startsAt, endsAt, ...same}) => ({
        ...same,
        visit_id: visitId,
        starts_at: startsAt.toISOString(),
        ends_at: endsAt.toISOString(),
      })),
    };
  }
}
