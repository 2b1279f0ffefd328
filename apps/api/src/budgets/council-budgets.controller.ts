import {Body, Controller, Get, HttpCode, Post, Query, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiResponse, ApiTags} from '@nestjs/swagger';
import {AllowOverdraft, ChangeLine, OpenLineFor, ReadCouncilBudgets, SetFigure} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {changedAnswer, changeOf, councilBudgetAnswer, foundAnswer, newLineOf} from './council-budget-answer.js';
import {
  BudgetIdResponse,
  ChangedLineResponse,
  CouncilBudgetResponse,
  DryRunQuery,
  FindBudgetsRequest,
  FoundBudgetsResponse,
  NewFigureRequest,
  NewLineChangeRequest,
  NewLineRequest,
  OpenedLineResponse,
  OverdraftRequest,
} from './council-budget.dto.js';

@ApiTags('budgets: the council')
@ApiBearerAuth()
@Controller('api/v1/council')
export class CouncilBudgetsController {
  constructor(
    private readonly reads: ReadCouncilBudgets,
    private readonly figures: SetFigure,
    private readonly lines: OpenLineFor,
    private readonly changes: ChangeLine,
    private readonly overdrafts: AllowOverdraft,
  ) {}

  /** Finds budgets by their holder. A name is personal, so it is sent in the body and never stands in an address. */
  @Allow('budget:manage')
  @Post('budgets/find')
  @HttpCode(200)
  async find(@Current() principal: Principal, @Body() body: FindBudgetsRequest): Promise<FoundBudgetsResponse> {
    const {budgets, more} = await this.reads.find(principal, body.name);
    return {items: budgets.map(foundAnswer), more};
  }

  /** A budget with its figures, its lines and every change of them. Reading it is on record. */
  @Allow('budget:manage')
  @Get('budgets/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<CouncilBudgetResponse> {
    return councilBudgetAnswer(await this.reads.one(principal, id));
  }

  /** The early figure, the final one, or one after it, with its reasons and what changed. */
  @Allow('budget:manage')
  @Post('budgets/:id/figures')
  async figure(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: NewFigureRequest,
  ): Promise<BudgetIdResponse> {
    const {kind, reasons} = body;
    const figure = {
      kind,
      reasons,
      weeklyPence: body.weekly_pence,
      datedOn: body.dated_on,
      changed: body.changed ?? null,
    };
    return {id: await this.figures.run(principal, id, figure)};
  }

  /** Opens a line for somebody, funded a year ahead. */
  @Allow('budget:manage')
  @Post('people/:id/lines')
  async open(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: NewLineRequest,
  ): Promise<OpenedLineResponse> {
    const {id: lineId, budgetId} = await this.lines.run(principal, id, newLineOf(body), body.budget);
    return {id: lineId, budget_id: budgetId};
  }

  /** Changes a line from a day on, forward or back: the periods follow by adjusting entries. */
  @Allow('budget:manage')
  @Post('lines/:id/changes')
  @ApiResponse({status: 200, type: ChangedLineResponse, description: 'A dry run.'})
  @ApiResponse({status: 201, type: ChangedLineResponse, description: 'Recorded.'})
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: DryRunQuery,
    @Body() body: NewLineChangeRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<ChangedLineResponse> {
    const options = {dryRun: query.dry_run === 'true', allowOverdraft: body.allow_overdraft === true};
    const changed = await this.changes.run(principal, id, changeOf(body), options);
    void reply.code(changed.id ? 201 : 200);
    return changedAnswer(changed);
  }

  /** Lets a period go below nought by so much. */
  @Allow('budget:manage')
  @Post('periods/:id/overdraft')
  @HttpCode(204)
  overdraft(@Current() principal: Principal, @IdParam() id: string, @Body() body: OverdraftRequest): Promise<void> {
    return this.overdrafts.run(principal, id, body.pence, body.reason);
  }
}
