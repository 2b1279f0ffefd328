import {Injectable} from '@nestjs/common';
import {sessionCookie, type SecondFactorNeeded, type SignedIn} from '@app/identity';
import {Environment} from '@app/platform';
import type {FastifyReply} from 'fastify';

/** Lets somebody in whose first factor was right, or on to the second: the one place that sets these cookies. */
@Injectable()
export class Entrance {
  readonly secure: boolean;
  /** Holds what is between the first factor and the second. */
  readonly pendingCookie: string;

  constructor(environment: Environment) {
    this.secure = environment.SECURE_COOKIES === 'yes';
    this.pendingCookie = this.secure ? '__Host-sign-in' : 'sign-in';
  }

  /** @param next where they wanted to go: a path that has been looked at (safe-return.ts) */
  open(reply: FastifyReply, begun: SignedIn | SecondFactorNeeded, next: string): FastifyReply {
    if (!begun.done) {
      void reply.setCookie(this.pendingCookie, begun.token, {...this.cookie(), expires: begun.expiresAt});
      const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
      return reply.redirect(`/sign-in/code${query}`, 303);
    }
    this.keep(reply, begun);
    return reply.redirect(next, 303);
  }

  /** The session's token goes to the browser, and takes the place of whatever it had. */
  keep(reply: FastifyReply, {token, endsAt}: Pick<SignedIn, 'token' | 'endsAt'>): void {
    void reply.setCookie(sessionCookie(this.secure), token, {...this.cookie(), expires: endsAt});
    void reply.clearCookie(this.pendingCookie, this.cookie());
  }

  close(reply: FastifyReply): void {
    void reply.clearCookie(sessionCookie(this.secure), this.cookie());
  }

  private cookie() {
    return {path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure} as const;
  }
}
