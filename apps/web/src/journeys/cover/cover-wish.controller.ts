import {Controller, Get, Post, Render, Res} from '@nestjs/common';
import {AnswerCover, ReadCover} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {endsNextDay} from '../../presenters/next-day.js';
import {ASK_STATES} from '../../words/cover-words.js';

const VIEW = 'journeys/cover/wish';

/** Somebody asks whether one could come instead: the times, what it pays, yes or no. */
@Controller('cover-asks/:id')
export class CoverWishController {
  constructor(
    private readonly cover: ReadCover,
    private readonly answers: AnswerCover,
  ) {}

  @Allow('booking:answer')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('booking:answer')
  @Post('accept')
  async accept(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      const bookingId = await this.answers.accept(principal, id);
      return await reply.redirect(`/bookings/${bookingId}`, 303);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
  }

  @Allow('booking:answer')
  @Post('decline')
  async decline(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.answers.decline(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect('/work', 303);
  }

  private async page(principal: Principal, id: string) {
    const wish = await this.cover.wish(principal, id);
    const open = wish.state === 'asked' || wish.state === 'timed_out';
    return {wish, open, words: ASK_STATES[wish.state], endsNextDay: endsNextDay(wish)};
  }
}
