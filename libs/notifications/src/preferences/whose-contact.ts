import {forbidden, notFound} from '@app/kernel';
import {holderFor, type Principal} from '@app/identity';
import type {Tx} from '@app/platform';

/** Whose contact details a page without an id is about: one's own, or those of whom one fully acts for. @throws FORBIDDEN */
export function ownContact(principal: Principal): string {
  return holderFor(principal, 'agree_terms');
}

/**
 * One's own, those of whom one acts for, or anybody's of the council for staff who write and call.
 * @throws FORBIDDEN, NOT_FOUND
 */
export async function requireContact(tx: Tx, principal: Principal, personId: string): Promise<{name: string}> {
  const staff = principal.permissions.has('contact:manage') && !principal.actingFor;
  if (!staff && personId !== ownContact(principal)) throw notFound('person');
  const [person] = await tx.query<{name: string}[]>(`SELECT name FROM person WHERE id = $1`, [personId]);
  if (!person) throw notFound('person');
  return person;
}

/** @throws FORBIDDEN */
export function requireStaff(principal: Principal): void {
  if (!principal.permissions.has('contact:manage')) throw forbidden('You do not have permission to do this.');
}
