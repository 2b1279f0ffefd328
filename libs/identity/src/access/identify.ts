import {Injectable} from '@nestjs/common';
import {Environment} from '@app/platform';
import type {FastifyRequest} from 'fastify';
import {Sessions} from '../accounts/sessions.js';
import {isMachineToken, MachineTokens} from '../machines/machine-tokens.js';
import type {IdentifiedRequest} from './current.js';
import type {Principal} from './principal.js';

const FOR_PROGRAMS = /^\/api(?:[/?]|$)/;

/** Its name. With TLS the prefix keeps a sibling host from planting a cookie of its own under it. */
export const sessionCookie = (secure: boolean) => (secure ? '__Host-session' : 'session');

/** Reads who asks, once a request. Programs send a bearer token and are never known by a cookie; pages by the cookie only. */
@Injectable()
export class Identify {
  private readonly cookie: string;

  constructor(
    private readonly sessions: Sessions,
    private readonly machines: MachineTokens,
    environment: Environment,
  ) {
    this.cookie = sessionCookie(environment.SECURE_COOKIES === 'yes');
  }

  async of(request: IdentifiedRequest): Promise<Principal | null> {
    if (request.principal === undefined) request.principal = await this.read(request);
    return request.principal;
  }

  /** Whether a program sent a token at all: one that is not known must not pass for nobody. */
  sentToken(request: FastifyRequest): boolean {
    const {authorization} = request.headers;
    if (!isForPrograms(request) || authorization === undefined) return false;
    // A program that asks for a token sends its secret there instead.
    return !(request.routeOptions.url === '/api/v1/token' && /^Basic /i.test(authorization));
  }

  private async read(request: FastifyRequest): Promise<Principal | null> {
    if (isForPrograms(request)) {
      const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      const actingFor = request.headers['acting-for'];
      if (token && isMachineToken(token)) return this.machines.principal(token);
      return token ? this.sessions.principal(token, typeof actingFor === 'string' ? actingFor : null) : null;
    }
    const {cookies} = request as FastifyRequest & {cookies?: Record<string, string | undefined>};
    const token = cookies?.[this.cookie];
    return token ? this.sessions.principal(token) : null;
  }
}

/** By the route it has come to: an address can be spelt in many ways. */
function isForPrograms(request: FastifyRequest): boolean {
  return FOR_PROGRAMS.test(request.routeOptions.url ?? request.url);
}
