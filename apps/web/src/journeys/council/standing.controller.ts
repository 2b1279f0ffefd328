import {Controller, Get, Query, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {ReadStanding} from '@app/register';
import type {FastifyReply} from 'fastify';
import {DayInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {exampleOf} from './example-day.js';
import {standingPage} from './standing.presenter.js';

const VIEW = 'journeys/council/standing';

class StandingForm {
  @DayInput('The day', {optional: true})
  on: Day | null;

  @DayInput('The day we look back to', {optional: true})
  known: Day | null;
}

/** Was this member accredited on a day, and what did we know of it then? A question in the address, so it can be kept. */
@Controller('council/members/:id/standing')
export class StandingController {
  constructor(
    private readonly standing: ReadStanding,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get()
  async show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const today = londonDay(this.clock.now());
    const {form, errors, values} = readForm(StandingForm, query);
    const on = form.on && errors.length === 0 ? form.on : today;
    const known = errors.length === 0 ? form.known : null;
    const page = async (day: Day, until: Day | null) => ({
      ...standingPage(
        await this.standing.run(principal, id, day, until === null ? null : startOfDay(addDays(until, 1))),
        today,
      ),
      example: exampleOf(addDays(today, -300)),
      values,
    });
    if (errors.length) return showAgain(reply, VIEW, {...(await page(on, null)), errors});
    try {
      return await reply.view(VIEW, {...(await page(on, known)), known});
    } catch (error) {
      return showRefusal(reply, VIEW, await page(today, null), error, {on: 'on-year'});
    }
  }
}
