import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AnswerSurplus, ReadMonitoring, ReadSurplus} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {snake} from '../snake.js';
import {
  AnswerSurplusRequest,
  OwnMonitoringResponse,
  SurplusLetterResponse,
  SurplusLettersResponse,
} from './monitoring.dto.js';

@ApiTags('budgets')
@ApiBearerAuth()
@Controller('api/v1')
export class OwnMonitoringController {
  constructor(
    private readonly monitoring: ReadMonitoring,
    private readonly surplus: ReadSurplus,
    private readonly answers: AnswerSurplus,
  ) {}

  /** What is asked of the caller about their spending, and why; or of whom they act for. */
  @Allow('budget:read')
  @Get('monitoring')
  async own(@Current() principal: Principal): Promise<OwnMonitoringResponse> {
    return snake(await this.monitoring.own(principal));
  }

  /** Letters about money left over, with the sum step by step. */
  @Allow('budget:read')
  @Get('surplus-letters')
  async letters(@Current() principal: Principal): Promise<SurplusLettersResponse> {
    return wholeList(snake(await this.surplus.own(principal)));
  }

  /** One of those letters. */
  @Allow('budget:read')
  @Get('surplus-letters/:id')
  async letter(@Current() principal: Principal, @IdParam() id: string): Promise<SurplusLetterResponse> {
    return snake(await this.surplus.ownOne(principal, id));
  }

  /** What they want to say to it: save for something, explain, or pay back. */
  @Allow('budget:spend')
  @Post('surplus-letters/:id/answer')
  @HttpCode(204)
  answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {answer, text = null}: AnswerSurplusRequest,
  ): Promise<void> {
    return this.answers.run(principal, id, answer, text);
  }
}
