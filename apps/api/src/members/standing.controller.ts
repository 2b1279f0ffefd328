import {Controller, Get, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, instantOf} from '@app/platform';
import {ReadStanding} from '@app/register';
import {standingAnswer} from '../applications/application-answer.js';
import {MemberStandingResponse, StandingQuery} from './standing.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/members/:id/standing')
export class StandingController {
  constructor(private readonly standing: ReadStanding) {}

  /** Listed and accredited on a day or why not, by what is on record now and by what was at an instant. Who reads why is recorded. */
  @Allow('application:queue')
  @Get()
  async read(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: StandingQuery,
  ): Promise<MemberStandingResponse> {
    const knownAt = query.known_at === undefined ? null : instantOf(query.known_at);
    const {member, on, standing, known} = await this.standing.run(principal, id, query.on ?? null, knownAt);
    return {
      member,
      on,
      standing: standingAnswer(standing),
      known: known && {at: known.at.toISOString(), standing: standingAnswer(known.standing)},
    };
  }
}
