import {Body, Controller, Get, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {SendResource} from '@app/directory';
import {DevelopEnterprise, DevelopmentDesk} from '@app/register';
import {developmentAnswer, figuresAnswer, lineAnswer} from './development-answer.js';
import {
  AddToDevelopmentRequest,
  DevelopmentFactsRequest,
  DevelopmentFiguresQuery,
  DevelopmentFiguresResponse,
  DevelopmentResponse,
  DevelopmentsQuery,
  DevelopmentsResponse,
  DevelopmentTaskRequest,
  MoveDevelopmentRequest,
  SendResourceRequest,
} from './development.dto.js';

@ApiTags('micro-enterprises')
@ApiBearerAuth()
@Controller('api/v1/council/enterprises')
export class DevelopmentController {
  constructor(
    private readonly develop: DevelopEnterprise,
    private readonly desk: DevelopmentDesk,
    private readonly sends: SendResource,
  ) {}

  /** Enterprises that asked, by how far they are; of all, or what is the caller's own to do. */
  @Allow('application:gather')
  @Get()
  async list(
    @Current() principal: Principal,
    @Query() {mine, status}: DevelopmentsQuery,
  ): Promise<DevelopmentsResponse> {
    return {items: (await this.desk.list(principal, status ?? null, mine === 'true')).map(lineAnswer)};
  }

  /** The figures of the programme, of a period or of all: the funnel, how long it takes, what is offered, whom it supports, and where. */
  @Allow('application:gather')
  @Get('figures')
  async figures(
    @Current() principal: Principal,
    @Query() period: DevelopmentFiguresQuery,
  ): Promise<DevelopmentFiguresResponse> {
    return figuresAnswer(await this.desk.figures(principal, period));
  }

  /** One, by the id of its enquiry. */
  @Allow('application:gather')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<DevelopmentResponse> {
    return developmentAnswer(await this.desk.one(principal, id));
  }

  /** Takes the enquiry up. */
  @Allow('application:gather')
  @Post(':id/begin')
  @HttpCode(200)
  async begin(@Current() principal: Principal, @IdParam() id: string): Promise<DevelopmentResponse> {
    await this.develop.begin(principal, id);
    return this.one(principal, id);
  }

  /** Goes on to the next step, or stops with a reason. */
  @Allow('application:gather')
  @Post(':id/move')
  @HttpCode(200)
  async move(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {action, reason, text}: MoveDevelopmentRequest,
  ): Promise<DevelopmentResponse> {
    await this.develop.move(principal, id, action, {reason: reason ?? null, text: text ?? null});
    return this.one(principal, id);
  }

  /** Writes down what was said, or what was sent. */
  @Allow('application:gather')
  @Post(':id/events')
  async add(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {kind, text}: AddToDevelopmentRequest,
  ): Promise<DevelopmentResponse> {
    await this.develop.add(principal, id, kind, text);
    return this.one(principal, id);
  }

  /** Writes down that something of the members' area was sent to them. */
  @Allow('application:gather')
  @Post(':id/resources')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {resource_id: resourceId, text}: SendResourceRequest,
  ): Promise<DevelopmentResponse> {
    await this.sends.run(principal, id, resourceId, text ?? null);
    return this.one(principal, id);
  }

  /** Says of one task whether it is done, or not needed. */
  @Allow('application:gather')
  @Put(':id/tasks')
  async task(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {task, outcome}: DevelopmentTaskRequest,
  ): Promise<DevelopmentResponse> {
    await this.develop.task(principal, id, task, outcome);
    return this.one(principal, id);
  }

  /** How large it is, whom it supports, where, and what comes next. */
  @Allow('application:gather')
  @Put(':id/facts')
  async facts(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DevelopmentFactsRequest,
  ): Promise<DevelopmentResponse> {
    await this.develop.facts(principal, id, {
      fte: body.fte ?? null,
      peopleSupported: body.people_supported ?? null,
      outcode: body.outcode ?? null,
      services: body.services ?? [],
      nextAction: body.next_action ?? null,
      nextOn: body.next_on ?? null,
      nextBy: body.next_by ?? null,
    });
    return this.one(principal, id);
  }
}
