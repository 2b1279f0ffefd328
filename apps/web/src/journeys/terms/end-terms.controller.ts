import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {EndEngagement, ReadEngagements} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import type {Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/terms/end';

class EndForm {
  @DayInput('Last day') last: Day;
  @TextInput('Why', {optional: true, max: 500}) reason: string | null;
}

/** Giving notice: the soonest last day by what was agreed, and what is called off after it. */
@Controller('agreements/:id/end')
export class EndTermsController {
  constructor(
    private readonly engagements: ReadEngagements,
    private readonly ends: EndEngagement,
  ) {}

  @Allow('engagement:change')
  @Get()
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    const [year = '', month = '', day = ''] = page.ending.earliest.split('-');
    const values = {'last-day': String(Number(day)), 'last-month': String(Number(month)), 'last-year': year};
    return reply.view(VIEW, {...page, values});
  }

  /** Shows first how many visits it calls off; done when that was looked at. */
  @Allow('engagement:change')
  @Post()
  async end(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(EndForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      if (values.step !== 'end') {
        const after = await this.ends.preview(principal, id, form.last);
        return await reply.code(200).view(VIEW, {...page, values, after, last: form.last});
      }
      await this.ends.run(principal, id, form.last, form.reason);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {last_day: 'last-day'});
    }
    return reply.redirect(page.back, 303);
  }

  private async page(principal: Principal, id: string) {
    const agreement = await this.engagements.one(principal, id);
    const isHolder = agreement.holder.id === (principal.actingFor?.personId ?? principal.personId);
    return {
      agreement,
      isHolder,
      other: isHolder ? agreement.listing.name : agreement.holder.name,
      back: isHolder ? `/agreements/${id}` : `/work/engagements/${id}`,
      ending: await this.ends.preview(principal, id, null),
    };
  }
}
