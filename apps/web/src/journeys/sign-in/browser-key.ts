import {createHash, randomBytes} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {Environment} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {cookieNames} from '../../security/cookie-names.js';

const KEY = /^[A-Za-z0-9_-]{43}$/;
const A_DAY = 86_400;

/**
 * Tells one browser from another while somebody signs in: what was asked for from here is answered here. It is no
 * sign-in, and whoever signs in is known by another cookie.
 */
@Injectable()
export class BrowserKey {
  private readonly secure: boolean;
  private readonly cookie: string;
  private readonly linkCookie: string;

  constructor(environment: Environment) {
    this.secure = environment.SECURE_COOKIES === 'yes';
    const names = cookieNames({secure: this.secure});
    this.cookie = names.browser;
    this.linkCookie = names.link;
  }

  /** What is kept of it with us; the browser gets one when it has none. */
  of(request: FastifyRequest, reply: FastifyReply): Buffer {
    const known = request.cookies[this.cookie];
    if (known && KEY.test(known)) return hashOf(known);
    const fresh = randomBytes(32).toString('base64url');
    void reply.setCookie(this.cookie, fresh, {...this.options(), maxAge: A_DAY});
    return hashOf(fresh);
  }

  /** The token of a link from an e-mail: out of the address and into a cookie, before anything is shown. */
  keepLink(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.linkCookie, token, {...this.options(), maxAge: A_DAY});
  }

  linkOf(request: FastifyRequest): string {
    return request.cookies[this.linkCookie] ?? '';
  }

  dropLink(reply: FastifyReply): void {
    void reply.clearCookie(this.linkCookie, this.options());
  }

  private options() {
    return {path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure} as const;
  }
}

const hashOf = (key: string) => createHash('sha256').update(key).digest();
