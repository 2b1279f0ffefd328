import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {AnswerCover, ReadCover} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {ASK_STATES, COVER_STATES} from '../../words/cover-words.js';
import {BACKUP_WORDS} from '../backup/backup.controller.js';

const VIEW = 'journeys/cover/cover';

/** How the asking goes, for both sides of the visit. */
@Controller('cover/:id')
export class CoverPageController {
  constructor(
    private readonly cover: ReadCover,
    private readonly answers: AnswerCover,
  ) {}

  @Allow('booking:read')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  /** Somebody who has to be rung was rung. */
  @Allow('booking:request')
  @Post('rung')
  rung(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: {ask?: unknown; comes?: unknown},
    @Res() reply: FastifyReply,
  ) {
    return this.done(principal, id, reply, async () => {
      const {asks} = await this.cover.one(principal, id);
      const ask = asks.find((each) => each.id === body.ask);
      if (ask) await this.answers.rung(principal, ask.id, body.comes === 'yes');
    });
  }

  @Allow('booking:change')
  @Post('withdraw')
  withdraw(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.done(principal, id, reply, () => this.answers.withdraw(principal, id));
  }

  private async done(principal: Principal, id: string, reply: FastifyReply, act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/cover/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const cover = await this.cover.one(principal, id);
    const isHolder = cover.side === 'holder';
    return {
      cover,
      isHolder,
      other: isHolder ? cover.listing.name : cover.holder.name,
      words: COVER_STATES[cover.state],
      open: cover.state === 'asking' || cover.state === 'nobody',
      asks: cover.asks.map((ask) => ({
        ...ask,
        name: isHolder || ask.state === 'accepted' ? ask.name : BACKUP_WORDS[ask.kind],
        kindWords: BACKUP_WORDS[ask.kind],
        words: ASK_STATES[ask.state],
      })),
    };
  }
}
