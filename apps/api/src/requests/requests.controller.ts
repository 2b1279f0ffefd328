import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AnswerRequest, AskApplicant, ReadRequests} from '@app/register';
import {AnswerToRequest, AskRequest, RequestsResponse} from './request.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id/requests')
export class RequestsController {
  constructor(
    private readonly requests: ReadRequests,
    private readonly asking: AskApplicant,
    private readonly answering: AnswerRequest,
  ) {}

  /** What the council asked the applicant for, and what they answered. */
  @Allow('application:read')
  @Get()
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<RequestsResponse> {
    const items = await this.requests.run(principal, id);
    return {
      items: items.map(({id: requestId, requirement, text, askedAt, answer, answeredAt, askedBy}) => ({
        id: requestId,
        requirement,
        text,
        asked_at: askedAt.toISOString(),
        answer,
        answered_at: answeredAt && answeredAt.toISOString(),
        asked_by: askedBy,
      })),
    };
  }

  /** Asks the applicant for something; they find it in their task list. */
  @Allow('application:gather')
  @Post()
  async ask(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AskRequest,
  ): Promise<RequestsResponse> {
    await this.asking.run(principal, id, body);
    return this.list(principal, id);
  }

  /** The applicant’s answer, or what they said to an officer who writes it down. */
  @Allow('application:open')
  @Post(':request/answer')
  @HttpCode(200)
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('request') requestId: string,
    @Body() body: AnswerToRequest,
  ): Promise<RequestsResponse> {
    await this.answering.run(principal, id, requestId, body.answer);
    return this.list(principal, id);
  }
}
