import {Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AskForCover, UncoveredVisits} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {COVER_STATES} from '../../words/cover-words.js';

/** Out of hours: visits of the next 24 hours for which nobody has been found. Each reading is on record. */
@Controller('duty/uncovered')
export class DutyVisitsController {
  constructor(
    private readonly uncovered: UncoveredVisits,
    private readonly asks: AskForCover,
  ) {}

  @Allow('backup:duty')
  @Get()
  @Render('journeys/cover/duty')
  async show(@Current() principal: Principal) {
    const visits = await this.uncovered.read(principal);
    return {visits: visits.map((each) => ({...each, words: COVER_STATES[each.state]}))};
  }

  /** Whoever was to come to this visit cannot. */
  @Allow('backup:duty')
  @Post(':id')
  async ask(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.asks.onDuty(principal, id);
    return reply.redirect('/duty/uncovered', 303);
  }
}
