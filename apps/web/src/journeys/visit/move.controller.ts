import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {ProposeChange, ReadVisit, type ChangeQuote} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {asItIs, MOVE_BOXES, MoveForm, wantedChange} from './move.form.js';
import {visitPage} from './visit.presenter.js';

const FORM = 'journeys/visit/move';
const CHECK = 'journeys/visit/move-check';

/** Other times for a visit: typed, looked at with the price before and after, proposed to the other side. */
@Controller('visits/:id/move')
export class MoveController {
  constructor(
    private readonly visits: ReadVisit,
    private readonly proposes: ProposeChange,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:change')
  @Get()
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    return reply.view(FORM, {...page, values: asItIs(page.visit)});
  }

  /** Nothing is asked before the price was looked at. */
  @Allow('booking:change')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(MoveForm, body);
    if (values.step === 'change') return reply.code(200).view(FORM, {...page, values});
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    try {
      const wanted = wantedChange(id, form);
      if (values.step !== 'send') {
        return await reply
          .code(200)
          .view(CHECK, {...page, values, quote: asTable(await this.proposes.quote(principal, wanted))});
      }
      const changeId = await this.proposes.run(principal, wanted);
      return await reply.redirect(`/visit-changes/${changeId}?sent`, 303);
    } catch (error) {
      return showRefusal(reply, FORM, {...page, values}, error, MOVE_BOXES);
    }
  }

  private async page(principal: Principal, id: string) {
    return visitPage(await this.visits.one(principal, id), this.clock.now());
  }
}

function asTable({visits, beforePence, afterPence}: ChangeQuote) {
  const moved = visits.map(({from, to, ...prices}) => ({
    ...{oldStartsAt: from.startsAt, oldEndsAt: from.endsAt, oldPence: prices.beforePence},
    ...{startsAt: to.startsAt, endsAt: to.endsAt, pricePence: prices.afterPence},
  }));
  return {moved, beforePence, afterPence};
}
