import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {DrawSample, Samples} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {snake} from '../snake.js';
import {
  DrawSampleRequest,
  LookAtPurchaseRequest,
  MonitoredIdResponse,
  SampleResponse,
  SamplesResponse,
} from './monitoring.dto.js';

@ApiTags('budgets: the council')
@ApiBearerAuth()
@Controller('api/v1/council')
export class SamplesApiController {
  constructor(
    private readonly samples: Samples,
    private readonly draws: DrawSample,
  ) {}

  /** Samples of purchases that were drawn. */
  @Allow('budget:manage')
  @Get('samples')
  async list(@Current() principal: Principal): Promise<SamplesResponse> {
    return wholeList(snake(await this.samples.list(principal)));
  }

  /** Draws one by chance: of each rating as many as its rule says. */
  @Allow('budget:manage')
  @Post('samples')
  async draw(@Current() principal: Principal, @Body() body: DrawSampleRequest): Promise<MonitoredIdResponse> {
    return {id: await this.draws.run(principal, {fromDay: body.from_day, toDay: body.to_day})};
  }

  /** One of them with its purchases. That it was read is on record. */
  @Allow('budget:manage')
  @Get('samples/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<SampleResponse> {
    return snake(await this.samples.one(principal, id));
  }

  /** What was found of one purchase of a sample: the id is that of the item. */
  @Allow('budget:manage')
  @Post('sampled-purchases/:id/look')
  @HttpCode(204)
  look(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {outcome, note = null}: LookAtPurchaseRequest,
  ): Promise<void> {
    return this.samples.look(principal, id, outcome, note);
  }
}
