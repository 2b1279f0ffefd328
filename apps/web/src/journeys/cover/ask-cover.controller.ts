import {Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadVisit} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import {AskForCover} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {BACKUP_WORDS} from '../backup/backup.controller.js';
import {visitPage} from '../visit/visit.presenter.js';

const VIEW = 'journeys/cover/ask';

/** Two taps: this page says who is asked, in which order; its button asks them. */
@Controller('visits/:id/cover')
export class AskCoverController {
  constructor(
    private readonly visits: ReadVisit,
    private readonly asks: AskForCover,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:change')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('booking:change')
  @Post()
  async ask(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      const requestId = await this.asks.run(principal, id);
      return await reply.redirect(`/cover/${requestId}`, 303);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
  }

  private async page(principal: Principal, id: string) {
    const page = visitPage(await this.visits.one(principal, id), this.clock.now());
    const who = await this.asks.who(principal, id);
    return {...page, who: who.map((each) => ({...each, kindWords: BACKUP_WORDS[each.kind]}))};
  }
}
