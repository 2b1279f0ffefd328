import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, SignIn, SignOut, sessionCookie, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Environment, Public} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {SignInForm} from './sign-in.form.js';

const VIEW = 'journeys/sign-in/sign-in';

@Controller()
export class SignInController {
  private readonly secure: boolean;

  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    environment: Environment,
  ) {
    this.secure = environment.SECURE_COOKIES === 'yes';
  }

  @Public()
  @Get('sign-in')
  @Render(VIEW)
  show(@Query('next') next: unknown) {
    return {next: safeReturn(next)};
  }

  /** Starts a session and goes back to where the person was. What went wrong never says whether the address is known. */
  @Public()
  @Post('sign-in')
  async send(@Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(SignInForm, body);
    const next = safeReturn(values.next);
    const typed = {email: values.email ?? ''};
    if (errors.length) return showAgain(reply, VIEW, {errors, values: typed, next});
    try {
      const {token, expiresAt} = await this.signIn.run(form.email, form.password);
      void reply.setCookie(sessionCookie(this.secure), token, {...this.cookie(), expires: expiresAt});
      return reply.redirect(next, 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unauthenticated') throw error;
      return showAgain(reply, VIEW, {errors: [{field: 'email', message: error.message}], values: typed, next});
    }
  }

  @Allow('session:use')
  @Post('sign-out')
  async end(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await this.signOut.run(principal);
    void reply.clearCookie(sessionCookie(this.secure), this.cookie());
    return reply.redirect('/', 303);
  }

  private cookie() {
    return {path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure} as const;
  }
}
