import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {AskRenewal, ReadRenewals, RemindLapses} from '@app/register';
import {requirementAnswer} from '../applications/application-answer.js';
import {wholeList} from '../lists.js';
import {RemindersBody, RemindersResponse, RenewalBody, RenewalsListResponse} from './renewal.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1')
export class RenewalsController {
  constructor(
    private readonly renewals: ReadRenewals,
    private readonly ask: AskRenewal,
    private readonly remind: RemindLapses,
  ) {}

  /** What the caller showed the council, until when it lasts, and what can be renewed now. */
  @Allow('listing:manage')
  @Get('renewals')
  async mine(@Current() principal: Principal): Promise<RenewalsListResponse> {
    const all = await this.renewals.mine(principal);
    return wholeList(
      all.map(({memberId, name, scheme, standing, requirements}) => ({
        member_id: memberId,
        name,
        scheme,
        listed: standing.listed,
        lapses_on: standing.lapsesOn,
        requirements: requirements.map(({state, open, asked}) => ({
          ...requirementAnswer(state),
          open,
          asked: asked && {how: asked.how, ready_on: asked.readyOn},
        })),
      })),
    );
  }

  /** Says that one has what renews a requirement, and how the council can see it. Said again, it replaces what was said. */
  @Allow('listing:manage')
  @Post('renewals')
  @HttpCode(204)
  async offer(
    @Current() principal: Principal,
    @Body() {member_id, requirement, how, ready_on}: RenewalBody,
  ): Promise<void> {
    await this.ask.run(principal, member_id, requirement, {how, readyOn: ready_on});
  }

  /** Reminds these members of what lapses, once a day at most. */
  @Allow('application:gather')
  @Post('members/lapses/reminders')
  @HttpCode(200)
  async reminders(@Current() principal: Principal, @Body() {member_ids}: RemindersBody): Promise<RemindersResponse> {
    return {reminded: await this.remind.byHand(principal, member_ids)};
  }
}
