import {Injectable} from '@nestjs/common';
import {Throttle, type SecondFactorNeeded, type SignedIn, type SignInFrom} from '@app/identity';
import {Environment} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {cookieNames, type CookieNames} from '../../security/cookie-names.js';

const KNOWN_DAYS = 90;

/** Lets somebody in whose first factor was right, or on to the second: the one place that sets these cookies. */
@Injectable()
export class Entrance {
  readonly secure: boolean;
  private readonly names: CookieNames;

  constructor(
    environment: Environment,
    private readonly throttle: Throttle,
  ) {
    this.secure = environment.SECURE_COOKIES === 'yes';
    this.names = cookieNames({secure: this.secure});
  }

  /** Where somebody signs in from. */
  from(request: FastifyRequest): SignInFrom {
    return {
      userAgent: request.headers['user-agent'],
      address: request.ip,
      device: request.cookies[this.names.device],
    };
  }

  pendingToken(request: FastifyRequest): string {
    return request.cookies[this.names.pending] ?? '';
  }

  /** After a right password: this browser is theirs. */
  know(reply: FastifyReply, email: string): void {
    const expires = new Date(Date.now() + KNOWN_DAYS * 86_400_000);
    void reply.setCookie(this.names.device, this.throttle.deviceFor(email), {...this.cookie(), expires});
  }

  /** @param next where they wanted to go: a path that has been looked at (safe-return.ts) */
  open(reply: FastifyReply, begun: SignedIn | SecondFactorNeeded, next: string): FastifyReply {
    if (!begun.done) {
      void reply.setCookie(this.names.pending, begun.token, {...this.cookie(), expires: begun.expiresAt});
      const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
      return reply.redirect(`/sign-in/code${query}`, 303);
    }
    this.keep(reply, begun);
    return reply.redirect(next, 303);
  }

  /** The session's token goes to the browser, and takes the place of whatever it had. */
  keep(reply: FastifyReply, {token, endsAt}: Pick<SignedIn, 'token' | 'endsAt'>): void {
    void reply.setCookie(this.names.session, token, {...this.cookie(), expires: endsAt});
    void reply.clearCookie(this.names.pending, this.cookie());
  }

  /**
   * No page of theirs comes back, by the back button either. Cookies of language and easy read say nothing of them. What
   * they wrote down without signal and could not send yet stays on the phone: it is their pay (offline.js forgets the rest).
   */
  close(reply: FastifyReply): void {
    void reply.header('clear-site-data', '"cache"');
    void reply.clearCookie(this.names.session, this.cookie());
  }

  private cookie() {
    return {path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure} as const;
  }
}
