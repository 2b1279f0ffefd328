import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {AskLink, PURPOSES} from '@app/identity';
import {Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {BrowserKey} from './browser-key.js';
import {landingFor, NewcomerForm, purposeItems} from './open-account.form.js';
import {SignInPage} from './sign-in-page.js';

const VIEW = 'journeys/sign-in/open-account';

/** A stranger opens an account. Until the link in their e-mail is used there is none, and nothing is shown. */
@Public()
@Controller('open-account')
export class OpenAccountController {
  constructor(
    private readonly links: AskLink,
    private readonly browser: BrowserKey,
    private readonly page: SignInPage,
  ) {}

  @Get()
  @Render(VIEW)
  async show(@Query('next') next: unknown, @Query('for') purpose: unknown) {
    const chosen = PURPOSES.find((each) => each === purpose) ?? null;
    return {...(await this.page.show(safeReturn(next))), purposes: purposeItems(), chosen};
  }

  @Post()
  async send(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(NewcomerForm, body);
    const next = safeReturn(values.next);
    const again = {...(await this.page.show(next)), purposes: purposeItems(), values};
    errors.push(...form.missing(true));
    if (errors.length) return showAgain(reply, VIEW, {...again, errors});
    const {name, purpose} = form;
    try {
      await this.links.run({
        councilId: (await this.page.council()).id,
        asked: 'account',
        email: form.email ?? '',
        browserHash: this.browser.of(request, reply),
        returnPath: next === '/' ? landingFor(purpose) : next,
        account: {name, purpose, organisation: purpose === 'provider' ? form.organisation : null},
      });
    } catch (error) {
      return showRefusal(reply, VIEW, again, error);
    }
    return reply.redirect('/sign-in/sent', 303);
  }
}
