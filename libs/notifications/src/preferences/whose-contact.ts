import {Injectable} from '@nestjs/common';
import {forbidden, notFound} from '@app/kernel';
import {holderFor, MayAct, type Principal} from '@app/identity';
import type {Tx} from '@app/platform';

/** Whose contact details a page without an id is about: one's own, or of whom one acts for. @throws FORBIDDEN */
export function ownContact(principal: Principal): string {
  return holderFor(principal, 'set_contact');
}

/** @throws FORBIDDEN */
export function requireStaff(principal: Principal): void {
  if (!principal.permissions.has('contact:manage')) throw forbidden('You do not have permission to do this.');
}

/** Who may see and say how somebody is told. */
@Injectable()
export class WhoseContact {
  constructor(private readonly mayAct: MayAct) {}

  /**
   * One's own, those of whom one acts for, or anybody's of the council for staff who write and call.
   * @throws FORBIDDEN, NOT_FOUND
   */
  async require(tx: Tx, principal: Principal, personId: string): Promise<void> {
    const staff = principal.permissions.has('contact:manage') && !principal.actingFor;
    if (!staff && personId !== (await this.mayAct.require(tx, principal, 'set_contact'))) throw notFound('person');
    const people = await tx.query<unknown[]>(`SELECT FROM person WHERE id = $1`, [personId]);
    if (people.length === 0) throw notFound('person');
  }
}
