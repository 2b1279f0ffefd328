import {Body, Controller, Get, HttpCode, Param, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AnswerQuestion, ChangeChannel, HandIn, ReadApply} from '@app/register';
import {applyingAnswer} from './applying-answer.js';
import {AnswerQuestionRequest, ApplyingResponse, ChangeChannelRequest} from './applying.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id')
export class ApplyingController {
  constructor(
    private readonly reading: ReadApply,
    private readonly answers: AnswerQuestion,
    private readonly channels: ChangeChannel,
    private readonly handsIn: HandIn,
  ) {}

  /** What there is to do for the applicant, what is done, and what they said. */
  @Allow('application:open')
  @Get('tasks')
  async tasks(@Current() principal: Principal, @IdParam() id: string): Promise<ApplyingResponse> {
    return applyingAnswer(await this.reading.run(principal, id));
  }

  /** Keeps an answer of the applicant; the latest one holds. */
  @Allow('application:open')
  @Put('answers/:question')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('question') question: string,
    @Body() body: AnswerQuestionRequest,
  ): Promise<ApplyingResponse> {
    await this.answers.run(principal, id, question, body.answer);
    return this.tasks(principal, id);
  }

  /** Says how an officer is told what they write down for the applicant. */
  @Allow('application:gather')
  @Put('channel')
  async channel(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ChangeChannelRequest,
  ): Promise<ApplyingResponse> {
    await this.channels.run(principal, id, body.channel);
    return this.tasks(principal, id);
  }

  /** Hands it in when nothing is missing; refused with the list of what is. */
  @Allow('application:open')
  @Post('hand-in')
  @HttpCode(200)
  async handIn(@Current() principal: Principal, @IdParam() id: string): Promise<ApplyingResponse> {
    await this.handsIn.run(principal, id);
    return this.tasks(principal, id);
  }
}
