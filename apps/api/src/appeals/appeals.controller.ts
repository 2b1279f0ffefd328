import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {DecideAppeal, MakeAppeal, ReadAppeals, TakeAppeal, WithdrawAppeal, type AppealView} from '@app/register';
import {AppealAnswerRequest, AppealRequest, AppealResponse, AppealsResponse} from './appeal.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/appeals')
export class AppealsController {
  constructor(
    private readonly appeals: ReadAppeals,
    private readonly making: MakeAppeal,
    private readonly taking: TakeAppeal,
    private readonly deciding: DecideAppeal,
    private readonly withdrawal: WithdrawAppeal,
  ) {}

  /** What waits for an answer, the soonest due first; whoever appealed gets their own. */
  @Allow('appeal:read')
  @Get()
  async list(@Current() principal: Principal): Promise<AppealsResponse> {
    return {items: (await this.appeals.list(principal)).map(appealAnswer)};
  }

  /** One appeal. */
  @Allow('appeal:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<AppealResponse> {
    return appealAnswer(await this.appeals.one(principal, id));
  }

  /** Appeals: oneself, or an officer who writes down a letter or a call. */
  @Allow('appeal:make')
  @Post()
  async make(@Current() principal: Principal, @Body() body: AppealRequest): Promise<AppealResponse> {
    const {against, subject_id: subjectId, grounds, channel, received_on: receivedOn} = body;
    return this.one(principal, await this.making.run(principal, {against, subjectId, grounds, channel, receivedOn}));
  }

  /** Takes it, to answer it: never whoever had a part in what was done. */
  @Allow('appeal:decide')
  @Post(':id/take')
  @HttpCode(200)
  async take(@Current() principal: Principal, @IdParam() id: string): Promise<AppealResponse> {
    await this.taking.run(principal, id);
    return this.one(principal, id);
  }

  /** Answers it, once, with what follows from it. */
  @Allow('appeal:decide')
  @Post(':id/decision')
  @HttpCode(200)
  async decide(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AppealAnswerRequest,
  ): Promise<AppealResponse> {
    const {outcome, reasons, condition} = body;
    await this.deciding.run(principal, id, {
      outcome,
      reasons,
      condition: condition && {
        text: condition.text,
        dueOn: condition.due_on ?? null,
        publiclyVisible: condition.publicly_visible ?? false,
      },
    });
    return this.one(principal, id);
  }

  /** Takes it back before it is answered. */
  @Allow('appeal:make')
  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<AppealResponse> {
    await this.withdrawal.run(principal, id);
    return this.one(principal, id);
  }
}

function appealAnswer(view: AppealView): AppealResponse {
  const {receivedOn, answerBy, decidedAt, applicationId, handledBy, ...same} = view;
  return {
    ...same,
    received_on: receivedOn,
    answer_by: answerBy,
    decided_at: decidedAt && decidedAt.toISOString(),
    application_id: applicationId,
    handled_by: handledBy,
  };
}
