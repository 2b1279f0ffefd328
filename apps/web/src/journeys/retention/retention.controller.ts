import {Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import {LegalHolds, PreviewRetention, RetentionRules} from '@app/register';
import type {FastifyReply} from 'fastify';
import {CATEGORY_WORDS, monthsWords} from './retention.words.js';
import {words} from '../../words/t.js';

const DAYS_AHEAD = 92;
const DONE: Record<string, string> = words({
  held: 'Nothing of them is removed until you lift the hold.',
  lifted: 'The hold is lifted. Today is its last day; from tomorrow the rules apply again.',
  rule: 'The rule is recorded.',
});

/** What goes on which day and why, what is held, and what has gone. */
@Controller('council/retention')
export class RetentionPageController {
  constructor(
    private readonly preview: PreviewRetention,
    private readonly holds: LegalHolds,
    private readonly rules: RetentionRules,
    private readonly clock: Clock,
  ) {}

  @Allow('retention:manage')
  @Get()
  @Render('journeys/retention/retention')
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    const today = londonDay(this.clock.now());
    const {items, total} = await this.preview.due(principal, DAYS_AHEAD);
    return {
      days: DAYS_AHEAD,
      total,
      due: items.map((each) => ({...each, what: CATEGORY_WORDS[each.category], now: each.dueOn <= today})),
      holds: await this.holds.list(principal),
      rules: (await this.rules.list(principal)).map((each) => ({
        ...each,
        what: CATEGORY_WORDS[each.category],
        long: monthsWords(each.months),
        later: each.startsOn > today,
      })),
      removed: (await this.preview.removed(principal)).map((each) => ({...each, what: CATEGORY_WORDS[each.category]})),
      done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    };
  }

  @Allow('retention:manage')
  @Post('holds/:id/lift')
  async lift(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.holds.lift(principal, id);
    return reply.redirect('/council/retention?done=lifted', 303);
  }
}
