import {Body, Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {LegalHolds, PreviewRetention, RetentionRules} from '@app/register';
import {wholeList} from '../lists.js';
import {
  AddRuleRequest,
  DestructionsResponse,
  DueListResponse,
  DueQuery,
  HoldsResponse,
  PlaceHoldRequest,
  RetentionIdResponse,
  RetentionRulesResponse,
} from './retention.dto.js';

@ApiTags('retention')
@ApiBearerAuth()
@Controller('api/v1/council/retention')
export class RetentionController {
  constructor(
    private readonly rules: RetentionRules,
    private readonly preview: PreviewRetention,
    private readonly legalHolds: LegalHolds,
  ) {}

  /** How long what is kept, and where that is from: the rule in force for each category, and those to come. */
  @Allow('retention:manage')
  @Get('rules')
  async listRules(@Current() principal: Principal): Promise<RetentionRulesResponse> {
    const rules = await this.rules.list(principal);
    return wholeList(
      rules.map(({mostMonths, startsOn, ...same}) => ({...same, most_months: mostMonths, starts_on: startsOn})),
    );
  }

  /** A rule of the council's own from a day on; no longer than the general one allows. */
  @Allow('retention:manage')
  @Post('rules')
  async addRule(@Current() principal: Principal, @Body() body: AddRuleRequest): Promise<RetentionIdResponse> {
    const {category, months, source, starts_on: startsOn} = body;
    return {id: await this.rules.add(principal, {category, months, source, startsOn})};
  }

  /** What will be removed, on which day and by which rule; the soonest first. */
  @Allow('retention:manage')
  @Get('due')
  async due(@Current() principal: Principal, @Query() query: DueQuery): Promise<DueListResponse> {
    const {items, total} = await this.preview.due(principal, query.within_days);
    const list = items.map(({dueOn, applicationId, ...same}) => ({
      ...same,
      due_on: dueOn,
      application_id: applicationId,
    }));
    return {...wholeList(list), total};
  }

  /** Evidence of what was removed: how many, when and by which rule; never what it said. */
  @Allow('retention:manage')
  @Get('removed')
  async removed(@Current() principal: Principal): Promise<DestructionsResponse> {
    const records = await this.preview.removed(principal);
    return wholeList(records.map(({removedAt, ...same}) => ({...same, removed_at: removedAt.toISOString()})));
  }

  /** Legal holds, those in force first. */
  @Allow('retention:manage')
  @Get('holds')
  async holds(@Current() principal: Principal): Promise<HoldsResponse> {
    const holds = await this.legalHolds.list(principal);
    return wholeList(
      holds.map(({startsOn, endsOn, placedBy, placedAt, liftedBy, ...same}) => ({
        ...same,
        ...{starts_on: startsOn, ends_on: endsOn, placed_by: placedBy, lifted_by: liftedBy},
        placed_at: placedAt.toISOString(),
      })),
    );
  }

  /** Keeps everything of a member until the hold is lifted. */
  @Allow('retention:manage')
  @Post('holds')
  async place(@Current() principal: Principal, @Body() body: PlaceHoldRequest): Promise<RetentionIdResponse> {
    return {id: await this.legalHolds.place(principal, body.member_id, body.reason)};
  }

  /** Lets the rules apply again from tomorrow. */
  @Allow('retention:manage')
  @Post('holds/:id/lift')
  @HttpCode(204)
  lift(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.legalHolds.lift(principal, id);
  }
}
