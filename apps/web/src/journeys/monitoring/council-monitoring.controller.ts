import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {DrawSample, ReadMonitoring, ReadSurplus, Samples, SendSurplusLetter} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {addMonths, Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {t} from '../../words/t.js';
import {SampleForm} from './monitoring.form.js';
import {letterCard, theirWords, RATING_WORDS, sumSteps} from './monitoring.words.js';

const LIST = 'journeys/monitoring/council';
const CHECK = 'journeys/monitoring/letter-check';

/** Money left over, ratings to think about again, and samples: what finance officers look at. */
@Controller('council/monitoring')
export class CouncilMonitoringController {
  constructor(
    private readonly surplus: ReadSurplus,
    private readonly monitoring: ReadMonitoring,
    private readonly samples: Samples,
    private readonly sends: SendSurplusLetter,
    private readonly draws: DrawSample,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    return {...(await this.page(principal)), done: typeof done === 'string' ? doneWords(done) : undefined};
  }

  @Allow('budget:manage')
  @Post('samples')
  async draw(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal);
    const {form, errors, values} = readForm(SampleForm, body);
    if (errors.length) return showAgain(reply, LIST, {...page, errors, values});
    try {
      const id = await this.draws.run(principal, {fromDay: form.from, toDay: form.to});
      return await reply.redirect(`/council/samples/${id}`, 303);
    } catch (error) {
      return showRefusal(reply, LIST, {...page, values}, error, {from_day: 'from-day', to_day: 'to-day'});
    }
  }

  /** What the letter would say, before it goes. */
  @Allow('budget:manage')
  @Get('lines/:id/letter')
  @Render(CHECK)
  async check(@Current() principal: Principal, @IdParam() id: string) {
    const line = await this.surplus.ofLine(principal, id);
    return {line, steps: sumSteps(line, 'council'), own: theirWords(line)};
  }

  @Allow('budget:manage')
  @Post('lines/:id/letter')
  async send(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.sends.run(principal, id);
    } catch (error) {
      const line = await this.surplus.ofLine(principal, id);
      return showRefusal(
        reply,
        CHECK,
        {line, steps: sumSteps(line, 'council'), own: theirWords(line), values: {}},
        error,
      );
    }
    return reply.redirect('/council/monitoring?done=sent', 303);
  }

  private async page(principal: Principal) {
    const {lines, letters} = await this.surplus.council(principal);
    const today = londonDay(this.clock.now());
    return {
      lines,
      letters: letters.map((letter) => letterCard(letter, 'council')),
      ratings: (await this.monitoring.overdue(principal)).map((each) => ({
        ...each,
        ratingWords: RATING_WORDS[each.rating],
      })),
      samples: await this.samples.list(principal),
      from: addMonths(today, -1),
      today,
    };
  }
}

function doneWords(code: string): string | undefined {
  const said: Record<string, string> = {
    sent: t('The letter is sent on the ways that the person chose.'),
    decided: t('It is decided, and the person is told.'),
  };
  return said[code];
}
