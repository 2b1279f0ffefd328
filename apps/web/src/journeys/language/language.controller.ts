import {Controller, Get, Inject, Param, Query, Res} from '@nestjs/common';
import {Environment, Public} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {safeReturn} from '../../safe-return.js';
import {cookieNames, type CookieNames} from '../../security/cookie-names.js';
import {LANGUAGES} from '../../words/language.js';

/** A year: who needs another language or shorter words needs them on the next visit too. */
const KEPT_SECONDS = 365 * 24 * 60 * 60;

/**
 * The switches in the header of every page. They are links, so that a page without a form still sets no cookie; what
 * they change is how pages are worded, and nothing else.
 */
@Public()
@Controller()
export class LanguageController {
  constructor(@Inject(Environment) private readonly environment: Environment) {}

  @Get('language/:code')
  language(@Param('code') code: string, @Query('back') back: unknown, @Res() reply: FastifyReply) {
    if (LANGUAGES.has(code)) this.keep(reply, 'language', code);
    return reply.redirect(safeReturn(back), 303);
  }

  @Get('words/:kind')
  words(@Param('kind') kind: string, @Query('back') back: unknown, @Res() reply: FastifyReply) {
    if (kind === 'easy' || kind === 'standard') this.keep(reply, 'easy', kind === 'easy' ? 'on' : 'off');
    return reply.redirect(safeReturn(back), 303);
  }

  private keep(reply: FastifyReply, cookie: keyof CookieNames, value: string): void {
    const secure = this.environment.SECURE_COOKIES === 'yes';
    const options = {path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: KEPT_SECONDS} as const;
    void reply.setCookie(cookieNames({secure})[cookie], value, options);
  }
}
