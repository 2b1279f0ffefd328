import {Body, Controller, Get, Post, Query, Req, Res} from '@nestjs/common';
import {Allow, Current, ShowAgain, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {problemOf, Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {showAgain} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {Entrance} from '../sign-in/entrance.js';

const VIEW = 'journeys/security/again';

/** Showing once more that it is you, and coming back to where that was asked for. */
@Controller('sign-in')
export class AgainController {
  constructor(
    private readonly again: ShowAgain,
    private readonly entrance: Entrance,
  ) {}

  @Allow('session:use')
  @Get('again')
  async show(@Current() principal: Principal, @Query('next') next: unknown, @Res() reply: FastifyReply) {
    return reply.view(VIEW, {next: safeReturn(next), asked: await this.again.asked(principal)});
  }

  /** A password is taken as it was typed. */
  @Allow('session:use')
  @Post('again')
  async send(
    @Current() principal: Principal,
    @Body() body: {next?: unknown; password?: unknown; code?: unknown},
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const next = safeReturn(body.next);
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    try {
      const shown = {password: text(body.password), code: text(body.code)};
      this.entrance.keep(reply, await this.again.run(principal, shown, this.entrance.from(request)));
    } catch (error) {
      if (!(error instanceof DomainError) || !['VALIDATION_FAILED', 'TOO_MANY_TRIES'].includes(error.code)) throw error;
      const {status, retry_after: retryAfter} = problemOf(error);
      if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
      const errors = error.fields.length ? error.fields : [{field: '', message: error.message}];
      return showAgain(reply, VIEW, {errors, values: {}, next, asked: await this.again.asked(principal)}, status);
    }
    return reply.redirect(next, 303);
  }

  /** Where somebody ends who signed in beside a page that still holds what they had typed. */
  @Public()
  @Get('back')
  back(@Res() reply: FastifyReply) {
    return reply.view('journeys/security/back', {});
  }
}
