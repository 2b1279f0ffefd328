import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiOkResponse, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {AnswerDataRequest, AskForData, EraseOnRequest, GiveCopy, ReadDataRequests, ReviewAccess} from '@app/insight';
import type {DataRequestView, NewDataRequest, PersonRecord} from '@app/insight';
import {IdParam} from '@app/platform';
import {
  DataAnswerRequest,
  DataRequestRequest,
  DataRequestResponse,
  DataRequestsResponse,
  EraseRequest,
  PartChoicesRequest,
  PartsResponse,
  WrittenDownRequest,
} from './data-request.dto.js';

@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1')
export class DataRequestsController {
  constructor(
    private readonly requests: ReadDataRequests,
    private readonly asking: AskForData,
    private readonly reviews: ReviewAccess,
    private readonly answering: AnswerDataRequest,
    private readonly erasing: EraseOnRequest,
    private readonly copies: GiveCopy,
  ) {}

  /** Asks for a copy of what is kept about you, for a correction or for erasure. */
  @Allow('session:use')
  @Post('data-requests')
  async ask(@Current() principal: Principal, @Body() body: DataRequestRequest): Promise<DataRequestsResponse> {
    await this.asking.own(principal, asked(body));
    return this.mine(principal);
  }

  /** What you asked, and what became of it. */
  @Allow('session:use')
  @Get('data-requests/mine')
  async mine(@Current() principal: Principal): Promise<DataRequestsResponse> {
    return {items: (await this.requests.mine(principal)).map(requestAnswer)};
  }

  /** What people ask, those that wait first. */
  @Allow('privacy:manage')
  @Get('data-requests')
  async list(@Current() principal: Principal): Promise<DataRequestsResponse> {
    return {items: (await this.requests.list(principal)).map(requestAnswer)};
  }

  /** Writes down what somebody asked by telephone, at a meeting or on paper. */
  @Allow('privacy:manage')
  @Post('people/:id/data-requests')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: WrittenDownRequest,
  ): Promise<DataRequestResponse> {
    return this.one(principal, await this.asking.forPerson(principal, id, asked(body), body.channel));
  }

  /** One request. */
  @Allow('privacy:manage')
  @Get('data-requests/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<DataRequestResponse> {
    return requestAnswer(await this.requests.one(principal, id));
  }

  /** Searches the record, and gives the parts that tell of others. The search is on record. */
  @Allow('privacy:manage')
  @Post('data-requests/:id/parts')
  @HttpCode(200)
  async parts(@Current() principal: Principal, @IdParam() id: string): Promise<PartsResponse> {
    return {items: await this.reviews.parts(principal, id)};
  }

  /** Says of parts whether they are given; why, where not. */
  @Allow('privacy:manage')
  @Post('data-requests/:id/choices')
  @HttpCode(204)
  async choose(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: PartChoicesRequest,
  ): Promise<void> {
    const choices = body.choices.map(({part, choice, reason = null}) => ({part, choice, reason}));
    await this.reviews.choose(principal, id, choices);
  }

  /** Carries out an erasure, kind by kind: what may go goes, the rest stays with its reason. */
  @Allow('privacy:manage')
  @Post('data-requests/:id/erase')
  @HttpCode(200)
  async erase(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: EraseRequest,
  ): Promise<DataRequestResponse> {
    await this.erasing.run(principal, id, body.keep ?? []);
    return this.one(principal, id);
  }

  /** Answers it; a copy only when every part that tells of others was looked at. */
  @Allow('privacy:manage')
  @Post('data-requests/:id/answer')
  @HttpCode(200)
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DataAnswerRequest,
  ): Promise<DataRequestResponse> {
    await this.answering.run(principal, id, {
      outcome: body.outcome,
      answer: body.answer ?? null,
      told: body.told ?? null,
    });
    return this.one(principal, id);
  }

  /** The copy that was released, as data; the page is at `/my-data`. */
  @Allow('session:use')
  @Get('data-requests/:id/copy')
  @ApiOkResponse({schema: {type: 'object'}, description: 'Everything, category by category, and what was withheld.'})
  copy(@Current() principal: Principal, @IdParam() id: string): Promise<PersonRecord> {
    return this.copies.run(principal, id, 'json');
  }
}

const asked = ({kind, category, said}: DataRequestRequest): NewDataRequest => ({
  kind,
  category: category ?? null,
  said: said ?? null,
});

function requestAnswer(request: DataRequestView): DataRequestResponse {
  const {id, person, kind, channel, category, said, found, outcome, answer, told} = request;
  return {
    ...{id, person, kind, channel, category, said, found, outcome, answer, told},
    asked_at: request.askedAt.toISOString(),
    due_on: request.dueOn,
    closed_at: request.closedAt && request.closedAt.toISOString(),
    decisions: request.decisions,
  };
}
