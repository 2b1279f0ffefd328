import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {AskLink, type LinkAsked} from '@app/identity';
import {Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {BrowserKey} from './browser-key.js';
import {SignInPage} from './sign-in-page.js';

const VIEW = 'journeys/sign-in/ask-link';

class EmailForm {
  @TextInput('Email address', {max: 320})
  email: string;
}

/** Asking for a link by e-mail: to sign in with, or to set a new password. The answer is the same for every address. */
@Public()
@Controller('sign-in')
export class LinksController {
  constructor(
    private readonly links: AskLink,
    private readonly browser: BrowserKey,
    private readonly page: SignInPage,
  ) {}

  @Get('email')
  @Render(VIEW)
  showSignIn(@Query('next') next: unknown) {
    return {asked: 'sign_in', next: safeReturn(next)};
  }

  @Post('email')
  signIn(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.ask('sign_in', body, request, reply);
  }

  @Get('forgotten')
  @Render(VIEW)
  showForgotten(@Query('next') next: unknown) {
    return {asked: 'password', next: safeReturn(next)};
  }

  @Post('forgotten')
  forgotten(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.ask('password', body, request, reply);
  }

  @Get('sent')
  @Render('journeys/sign-in/sent')
  sent() {
    return {};
  }

  private async ask(asked: LinkAsked, body: unknown, request: FastifyRequest, reply: FastifyReply) {
    const {form, errors, values} = readForm(EmailForm, body);
    const returnPath = safeReturn(values.next);
    const again = {asked, next: returnPath, values: {email: values.email ?? ''}};
    if (errors.length) return showAgain(reply, VIEW, {...again, errors});
    const {id: councilId} = await this.page.council();
    const browserHash = this.browser.of(request, reply);
    try {
      await this.links.run({councilId, asked, email: form.email, browserHash, returnPath});
    } catch (error) {
      return showRefusal(reply, VIEW, again, error);
    }
    return reply.redirect('/sign-in/sent', 303);
  }
}
