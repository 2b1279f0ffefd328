import {Controller, Get, Post, Render, Res} from '@nestjs/common';
import {AreaCharges, isOwing, isToRepay} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, writeCsv} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/area/council-charges';
const PATH = '/council/members-area/charges';
const HEAD = ['reference', 'name', 'what', 'amount_pence', 'owed_on', 'paid_on', 'ended_on', 'repaid_on'];

/** What members owe, and what is to be paid back: marked by hand, and given out for the council's own invoices. */
@Controller('council/members-area/charges')
export class CouncilChargesController {
  constructor(private readonly charges: AreaCharges) {}

  @Allow('area:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal) {
    const {items, owingPence, toRepayPence} = await this.charges.list(principal);
    return {
      items: items.map((each) => ({...each, owing: isOwing(each), toRepay: isToRepay(each)})),
      ...{owingPence, toRepayPence},
    };
  }

  @Allow('area:manage')
  @Get('csv')
  async csv(@Current() principal: Principal, @Res() reply: FastifyReply) {
    const {items} = await this.charges.list(principal);
    const rows = items.map((each) => [
      ...[each.reference, each.name, each.what, each.amountPence, each.owedOn],
      ...[each.paidOn ?? '', each.endedOn ?? '', each.repaidOn ?? ''],
    ]);
    await reply
      .header('content-disposition', 'attachment; filename="members-charges.csv"')
      .type('text/csv; charset=utf-8')
      .send(writeCsv([HEAD, ...rows]));
  }

  @Allow('area:manage')
  @Post(':id/paid')
  paid(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.settle(principal, reply, () => this.charges.paid(principal, id, null));
  }

  @Allow('area:manage')
  @Post(':id/repaid')
  repaid(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.settle(principal, reply, () => this.charges.repaid(principal, id, null));
  }

  private async settle(principal: Principal, reply: FastifyReply, work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.show(principal)), values: {}}, error);
    }
    return reply.redirect(PATH, 303);
  }
}
