import {Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {CloseAllocations, ReadAllocationImports} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, writeCsv} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {importPage, rejectsFile} from './allocations.presenter.js';

const VIEW = 'journeys/allocations/one';

/** One file of allocations: what it would change, who confirms it, how far it is. */
@Controller('council/allocations/:id')
export class AllocationImportPageController {
  constructor(
    private readonly imports: ReadAllocationImports,
    private readonly closes: CloseAllocations,
  ) {}

  @Allow('allocation:import')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return {...importPage(await this.imports.one(principal, id), principal), confirmed: done === 'confirmed'};
  }

  /** The rejected rows, to mend and send again. */
  @Allow('allocation:import')
  @Get('rejects')
  async rejects(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply
      .header('content-disposition', `attachment; filename="rejected-${id}.csv"`)
      .type('text/csv; charset=utf-8')
      .send(writeCsv(rejectsFile(await this.imports.rejects(principal, id))));
  }

  @Allow('allocation:confirm')
  @Post('confirm')
  async confirm(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = importPage(await this.imports.one(principal, id), principal);
    try {
      await this.closes.confirm(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect(`/council/allocations/${id}?done=confirmed`, 303);
  }

  @Allow('allocation:import')
  @Post('discard')
  async discard(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.closes.discard(principal, id);
    return reply.redirect('/council/allocations?done=discarded', 303);
  }
}
