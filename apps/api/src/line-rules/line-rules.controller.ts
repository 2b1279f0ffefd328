import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {FamilyExceptions, MarkListing, SetDeploymentRule} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {
  FamilyExceptionRequest,
  LineRuleIdResponse,
  LineRuleRequest,
  LineRulesResponse,
  ListingMarkRequest,
} from './line-rule.dto.js';

@ApiTags('budgets: the council')
@ApiBearerAuth()
@Controller('api/v1/council')
export class LineRulesController {
  constructor(
    private readonly rules: SetDeploymentRule,
    private readonly marks: MarkListing,
    private readonly exceptions: FamilyExceptions,
  ) {}

  /** What each kind of line may pay for, today and later. */
  @Allow('budget:manage')
  @Get('line-rules')
  async list(@Current() principal: Principal): Promise<LineRulesResponse> {
    return wholeList(
      (await this.rules.list(principal)).map(({startsOn, endsOn, id, deployment, pays, allowed, reason, source}) => ({
        ...{id, deployment, pays, allowed, reason, source},
        ...{starts_on: startsOn, ends_on: endsOn},
      })),
    );
  }

  /** Sets one from a day on. With a last day it is a trial: after it, what was so before is so again. */
  @Allow('budget:manage')
  @Post('line-rules')
  @HttpCode(204)
  set(@Current() principal: Principal, @Body() body: LineRuleRequest): Promise<void> {
    const {deployment, pays, allowed, reason, source} = body;
    return this.rules.run(principal, {
      ...{deployment, pays, allowed, reason, source},
      ...{startsOn: body.starts_on, endsOn: body.ends_on ?? null},
    });
  }

  /** Says that a listing is the council’s own service, or a care home. */
  @Allow('budget:manage')
  @Post('listing-marks')
  async mark(@Current() principal: Principal, @Body() body: ListingMarkRequest): Promise<LineRuleIdResponse> {
    return {id: await this.marks.add(principal, body.listing_id, body.kind, body.reason)};
  }

  /** It is not so any more, from tomorrow. */
  @Allow('budget:manage')
  @Post('listing-marks/:id/end')
  @HttpCode(204)
  end(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.marks.end(principal, id);
  }

  /** Records that it is necessary for family to be paid. */
  @Allow('budget:manage')
  @Post('people/:id/family-exceptions')
  async except(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: FamilyExceptionRequest,
  ): Promise<LineRuleIdResponse> {
    const {listing_id: listingId, reason, starts_on: startsOn, ends_on} = body;
    return {id: await this.exceptions.record(principal, id, {listingId, reason, startsOn, endsOn: ends_on ?? null})};
  }
}
