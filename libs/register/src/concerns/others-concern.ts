import type {Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Members} from '../members/members.js';
import {concernClosed} from '../register.errors.js';
import {Concern} from './concern.entity.js';

/** @throws FORBIDDEN */
export function requireReader(principal: Principal): void {
  if (!principal.permissions.has('concern:read')) throw forbidden('You do not have permission to do this.');
}

/**
 * An open concern, locked, for those few who look after it.
 * @throws NOT_FOUND also for one's own: that there is one is part of it; CONCERN_CLOSED
 */
export async function othersConcern(tx: Tx, members: Members, principal: Principal, id: string): Promise<Concern> {
  const concern = await tx.findOne(Concern, {where: {id}, lock: {mode: 'pessimistic_write'}});
  if (!concern) throw notFound('concern');
  const member = concern.memberId ? await members.byId(tx, concern.memberId) : null;
  if (member && (await members.isOf(tx, principal.personId, member))) throw notFound('concern');
  if (concern.closedAt) throw concernClosed();
  return concern;
}
