import {Injectable, type CanActivate, type ExecutionContext} from '@nestjs/common';
import {Reflector} from '@nestjs/core';
import {DomainError, forbidden} from '@app/kernel';
import {ACCESS, type Access} from '@app/platform';
import {RefusalLog} from '../accounts/refusal-log.js';
import type {IdentifiedRequest} from './current.js';
import {Identify} from './identify.js';
import {representationEnded} from './principal.js';
import type {Permission} from './permissions.js';

/** In front of every route: one that names neither a permission nor Public is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identify: Identify,
    private readonly refused: RefusalLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    if (!access) throw forbidden('You do not have permission to do this.');
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    const principal = await this.identify.of(request);
    if (!principal && this.identify.sentToken(request)) {
      throw signInNeeded('This token is not known here, or has expired. Sign in again.');
    }
    if ('public' in access) return true;
    if (!principal) throw signInNeeded('Sign in to do this.');
    if (!principal.permissions.has(access.permission as Permission)) {
      this.refused.tell('somebody was refused', {who: principal.accountId, permission: access.permission});
      if (principal.actingFor && !principal.actingFor.kind) throw representationEnded(principal.actingFor.name);
      throw forbidden('You do not have permission to do this.');
    }
    return true;
  }
}

function signInNeeded(message: string): DomainError {
  return new DomainError('unauthenticated', 'SIGN_IN_NEEDED', message);
}
