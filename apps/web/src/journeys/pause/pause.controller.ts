import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {PAUSE_KINDS, PauseSupport, ReadPauses, ResumeSupport, type NewPause, type PauseKind} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {isDay, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/pause/pauses';
const BOXES = {kind: 'kind', from_day: 'from-day', until_day: 'until-day'};

const KIND_WORDS: Record<PauseKind, string> = words({
  hospital: 'A stay in hospital',
  holiday: 'A holiday',
  other: 'Something else',
});

class PauseForm {
  @ChoiceInput('Why support pauses', PAUSE_KINDS) kind: PauseKind;
  @DayInput('First day') from: Day;
  @DayInput('Last day', {optional: true}) until: Day | null;
}

class ResumeForm {
  @DayInput('First day') again: Day;
}

/** Somebody is in hospital or away: nobody comes for some days, and then again. */
@Controller('pauses')
export class PauseController {
  constructor(
    private readonly pauses: PauseSupport,
    private readonly resumes: ResumeSupport,
    private readonly reads: ReadPauses,
  ) {}

  @Allow('booking:cancel')
  @Get()
  async show(@Current() principal: Principal, @Query() query: Record<string, unknown>, @Res() reply: FastifyReply) {
    const values = isDay(query.from)
      ? {kind: 'hospital', ...boxes('from', query.from), ...boxes('until', query.until)}
      : {};
    const done = ['paused', 'resumed'].find((each) => each in query) ?? null;
    return reply.view(VIEW, {...(await this.page(principal)), values, done});
  }

  /** Shows first what it does and what is paid all the same; done when that was looked at. */
  @Allow('booking:cancel')
  @Post()
  async start(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal);
    const {form, errors, values} = readForm(PauseForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const pause: NewPause = {kind: form.kind, fromDay: form.from, untilDay: form.until};
    try {
      if (values.step !== 'pause') {
        const effect = await this.pauses.preview(principal, pause);
        return await reply.code(200).view('journeys/pause/check', {...page, values, pause, effect});
      }
      await this.pauses.run(principal, pause);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect('/pauses?paused', 303);
  }

  @Allow('booking:request')
  @Post(':id/resume')
  async resume(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    await this.reads.one(principal, id);
    const page = await this.page(principal);
    const {form, errors, values} = readForm(ResumeForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.resumes.run(principal, id, form.again);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {from_day: 'again-day'});
    }
    return reply.redirect('/pauses?resumed', 303);
  }

  private async page(principal: Principal) {
    const pauses = await this.reads.mine(principal);
    return {
      pauses: pauses.map((each) => ({...each, kindWords: KIND_WORDS[each.kind]})),
      suspensions: await this.reads.suspensions(principal),
      kinds: PAUSE_KINDS.map((value) => ({value, text: KIND_WORDS[value]})),
    };
  }
}

function boxes(name: string, value: unknown) {
  if (!isDay(value)) return {};
  const [year = '', month = '', day = ''] = value.split('-');
  return {[`${name}-day`]: String(Number(day)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year};
}
