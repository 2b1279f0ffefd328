import {Injectable, type CanActivate, type ExecutionContext} from '@nestjs/common';
import {Reflector} from '@nestjs/core';
import {DomainError, forbidden} from '@app/kernel';
import {ACCESS, type Access} from '@app/platform';
import type {FastifyRequest} from 'fastify';
import {Sessions} from '../accounts/sessions.js';
import type {IdentifiedRequest} from './current.js';
import type {Permission} from './permissions.js';
import type {Principal} from './principal.js';

export const SESSION_COOKIE = 'alongside_session';

/** In front of every route: one that names neither a permission nor Public is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw forbidden('You do not have permission to do this.');
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    request.principal = await this.identify(request);
    if ('public' in access) return true;
    return allows(request.principal, access.permission as Permission);
  }

  /** Programs send a bearer token and are never known by a cookie; pages are known by the cookie only. */
  private async identify(request: FastifyRequest): Promise<Principal | null> {
    if (request.url.startsWith('/api/')) {
      const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
      const actingFor = request.headers['acting-for'];
      if (!token) return null;
      const principal = await this.sessions.principal(token.trim(), typeof actingFor === 'string' ? actingFor : null);
      if (!principal) throw signInNeeded('This token is not known here, or has expired. Sign in again.');
      return principal;
    }
    const token = (request as FastifyRequest & {cookies?: Record<string, string | undefined>}).cookies?.[
      SESSION_COOKIE
    ];
    return token ? this.sessions.principal(token) : null;
  }
}

function allows(principal: Principal | null, permission: Permission): true {
  if (!principal) throw signInNeeded('Sign in to do this.');
  if (!principal.permissions.has(permission)) throw forbidden('You do not have permission to do this.');
  return true;
}

function signInNeeded(message: string): DomainError {
  return new DomainError('unauthenticated', 'SIGN_IN_NEEDED', message);
}
