import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {ABSENCE_RULES, SHARE_WAYS, StartShared} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {lineChoices, WEEKDAY_CHOICES} from '../book/book.presenter.js';
import {ListingForHolder} from '../listing/listing-for-holder.js';
import {sharedTimes, StartSharedForm, timesErrors, weightIn} from './shared.form.js';
import {ABSENCE_WORDS, SHARE_BY_WORDS} from './shared.words.js';

const VIEW = 'journeys/shared/start';
const BOXES = {
  starts_at: 'date-day',
  ends_at: 'ends',
  'recurrence.rrule': 'until-day',
  weight: 'share',
  LINE_NOT_ALLOWED: 'line',
};

/** Sharing support: when, how it is shared, what holds when one does not come. Others join with a code. */
@Controller('listings/:id/share')
export class StartSharedController {
  constructor(
    private readonly listings: ListingForHolder,
    private readonly budgets: ReadBudgets,
    private readonly starts: StartShared,
  ) {}

  @Allow('booking:request')
  @Get()
  @Render(VIEW)
  ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  /** The code is shown in the answer itself: it is written nowhere, so there is no page to come back to. */
  @Allow('booking:request')
  @Post()
  async start(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(StartSharedForm, body);
    const wrong = errors.length ? errors : timesErrors(form);
    if (wrong.length) return showAgain(reply, VIEW, {...page, errors: wrong, values});
    try {
      const made = await this.starts.run(principal, {
        listingId: id,
        title: form.title,
        ...sharedTimes(id, form),
        shareBy: form.share_by,
        absence: form.absence,
        lineId: form.line,
        weight: weightIn(form.share_by, form),
      });
      return await reply.code(200).view('journeys/shared/code', {...made, title: form.title});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
  }

  private async page(principal: Principal, id: string) {
    const listing = await this.listings.find(principal, id, 'book');
    return {
      listing: {id, name: listing.name},
      weekdays: WEEKDAY_CHOICES,
      lines: lineChoices(await this.budgets.lines(principal)),
      ways: SHARE_WAYS.map((value) => ({value, text: SHARE_BY_WORDS[value]})),
      rules: ABSENCE_RULES.map((value) => ({value, text: ABSENCE_WORDS[value]})),
    };
  }
}
