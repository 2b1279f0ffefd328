import {Injectable} from '@nestjs/common';
import {addDays, Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {IsNull} from 'typeorm';
import {RoleGrant} from '../access/role-grant.entity.js';
import type {Role} from '../access/roles.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {Person} from '../people/person.entity.js';
import type {IdentityProvider} from './identity-provider.entity.js';

/**
 * Staff hold the roles that their council's directory says, from one sign-in to the next. What the council gave by
 * hand, or another issuer says, stays as it is.
 */
@Injectable()
export class FollowRoles {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(tx: Tx, personId: string, provider: IdentityProvider, roles: readonly Role[]): Promise<void> {
    const {councilId} = provider;
    // One at a time for each person: two browsers at once would grant everything twice.
    await tx.findOneOrFail(Person, {where: {id: personId}, lock: {mode: 'pessimistic_write'}});
    const held = await tx.findBy(RoleGrant, {personId, providerId: provider.id, endsOn: IsNull()});
    const today = londonDay(this.clock.now());
    const gained = roles.filter((role) => !held.some((grant) => grant.role === role));
    const lost = held.filter((grant) => !roles.includes(grant.role));
    for (const role of gained) {
      await tx.insert(RoleGrant, {councilId, personId, role, startsOn: today, providerId: provider.id});
    }
    // Roles count in whole days, so that one ends at once its last day has to be over.
    for (const {id} of lost) await tx.update(RoleGrant, {id}, {endsOn: addDays(today, -1)});
    const note = (action: string, role: Role) => ({
      councilId,
      actorId: personId,
      action,
      subject: {kind: 'person', id: personId},
      after: {role, provider: provider.code},
    });
    await this.audit.recordAll(tx, [
      ...gained.map((role) => note('role.granted', role)),
      ...lost.map(({role}) => note('role.ended', role)),
    ]);
  }
}
