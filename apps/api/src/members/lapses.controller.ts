import {Controller, Get, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {ListLapses} from '@app/register';
import {requirementAnswer} from '../applications/application-answer.js';
import {LapsesQuery, LapsesResponse} from './lapses.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/members/lapses')
export class LapsesController {
  constructor(private readonly lapses: ListLapses) {}

  /** Of whom something lapses before long, and whom a lapse took off the register in the last 30 days; the most pressing first. */
  @Allow('application:queue')
  @Get()
  async list(@Current() principal: Principal, @Query() query: LapsesQuery): Promise<LapsesResponse> {
    const {within_days: withinDays, requirement, page, per_page} = query;
    const {items, total} = await this.lapses.run(principal, {withinDays, requirement, page, perPage: per_page});
    return {
      items: items.map(({memberId, kind, name, applicationId, listed, lapsesOn, requirements, remindedOn, asked}) => ({
        member: {id: memberId, kind, name},
        application_id: applicationId,
        listed,
        lapses_on: lapsesOn,
        requirements: requirements.map(requirementAnswer),
        reminded_on: remindedOn,
        asked,
      })),
      total,
      page,
      per_page,
    };
  }
}
