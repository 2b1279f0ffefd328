import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, SignIn, SignOut, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {problemOf, Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {Entrance} from './entrance.js';
import {SignInPage} from './sign-in-page.js';
import {SignInForm} from './sign-in.form.js';

const VIEW = 'journeys/sign-in/sign-in';
/** Refusals that belong beside the form. */
const SHOWN = ['SIGN_IN_FAILED', 'LOCAL_SIGN_IN_NOT_ALLOWED', 'TOO_MANY_TRIES'];

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly entrance: Entrance,
    private readonly page: SignInPage,
  ) {}

  @Public()
  @Get('sign-in')
  @Render(VIEW)
  async show(@Query('next') next: unknown, @Query('council') council: unknown) {
    return this.page.show(safeReturn(next), await this.page.council(council));
  }

  /** Starts a session and goes back to where the person was. What went wrong never says whether the address is known. */
  @Public()
  @Post('sign-in')
  async send(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(SignInForm, body);
    const next = safeReturn(values.next);
    const page = {...(await this.page.show(next)), values: {email: values.email ?? ''}};
    if (errors.length) return showAgain(reply, VIEW, {...page, errors});
    try {
      const begun = await this.signIn.run(form.email, form.password, this.entrance.from(request));
      this.entrance.know(reply, form.email);
      return this.entrance.open(reply, begun, next);
    } catch (error) {
      if (!(error instanceof DomainError) || !SHOWN.includes(error.code)) throw error;
      const {status, retry_after: retryAfter} = problemOf(error);
      if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
      const wrong = [{field: 'email', message: error.message}];
      return showAgain(reply, VIEW, {...page, errors: wrong}, status === 401 ? 400 : status);
    }
  }

  @Allow('session:use')
  @Post('sign-out')
  async end(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await this.signOut.run(principal);
    this.entrance.close(reply);
    return reply.redirect('/', 303);
  }
}
