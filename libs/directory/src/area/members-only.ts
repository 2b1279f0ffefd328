import {forbidden, notFound} from '@app/kernel';
import type {Principal} from '@app/identity';
import type {Tx} from '@app/platform';

/** For whoever is on the register, or belongs to an organisation that is. @throws FORBIDDEN, NOT_FOUND */
export async function requireMember(tx: Tx, principal: Principal): Promise<void> {
  if (!principal.permissions.has('area:use')) throw forbidden('You do not have permission to do this.');
  const [row] = await tx.query<{id: string}[]>(
    `SELECT m.id FROM member m WHERE m.person_id = $1 OR m.organisation_id IN (
       SELECT o.organisation_id FROM organisation_member o WHERE o.person_id = $1) LIMIT 1`,
    [principal.personId],
  );
  if (!row) throw notFound('members’ area');
}

export function requireManager(principal: Principal): void {
  if (!principal.permissions.has('area:manage')) throw forbidden('You do not have permission to do this.');
}
