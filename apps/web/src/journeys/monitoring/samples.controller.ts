import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {LOOKED_OUTCOMES, Samples} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {LookForm} from './monitoring.form.js';
import {LOOKED_WORDS} from './monitoring.words.js';

const VIEW = 'journeys/monitoring/sample';

/** A sample of purchases, one after the other. */
@Controller('council/samples/:id')
export class SamplesController {
  constructor(private readonly samples: Samples) {}

  @Allow('budget:manage')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('budget:manage')
  @Post('purchases/:item')
  async look(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('item') item: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    if (!page.items.some((each) => each.id === item)) throw notFound('purchase');
    const {form, errors, values} = readForm(LookForm, body);
    const boxes = {note: `note-${item}`, outcome: `outcome-${item}`};
    if (errors.length) {
      const own = errors.map((each) => ({...each, field: `${each.field}-${item}`}));
      return showAgain(reply, VIEW, {...page, looked: item, errors: own, values});
    }
    try {
      await this.samples.look(principal, item, form.outcome, form.note);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, looked: item, values}, error, boxes);
    }
    return reply.redirect(`/council/samples/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const {items, ...sample} = await this.samples.one(principal, id);
    return {
      sample,
      items: items.map((each) => ({
        ...each,
        outcomeWords: each.outcome && LOOKED_WORDS[each.outcome],
        isOpen: each.outcome === null || each.outcome === 'asked',
      })),
      outcomes: LOOKED_OUTCOMES.map((value) => ({value, text: LOOKED_WORDS[value]})),
    };
  }
}
