import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {illegalTransition} from '../bookings.errors.js';
import {Resplit} from './resplit.js';
import {SharedMember, type SharedSupport} from './shared.entity.js';
import {SharedGroups} from './shared-groups.js';

/** Those who share say yes or no to somebody who wants to join, or to leave. Only when all say yes does it happen. */
@Injectable()
export class SayToShared {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly groups: SharedGroups,
    private readonly resplit: Resplit,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION, ALLOCATION_INSUFFICIENT when what is booked could not be paid so */
  yes(principal: Principal, sharedId: string, memberId: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {shared, me} = await this.groups.lock(tx, principal, sharedId);
      const member = await this.waiting(tx, shared, me, memberId, 'agree to');
      const about = member.state === 'asked' ? 'join' : 'leave';
      await tx.query(
        `INSERT INTO shared_yes (member_id, about, person_id, council_id, said_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [memberId, about, me.personId, principal.councilId, principal.personId],
      );
      const missing = await tx.query<unknown[]>(MISSING, [sharedId, memberId, about]);
      const subject = {kind: 'shared_support', id: sharedId};
      await this.audit.record(tx, {...by(principal), action: `shared.yes_to_${about}`, subject, after: {memberId}});
      if (missing.length) return;
      await tx.update(SharedMember, {id: memberId}, {state: about === 'join' ? 'agreed' : 'left'});
      if (shared.bookingId) await this.resplit.run(tx, by(principal), sharedId);
      await this.outbox.publish(tx, principal.councilId, `shared.${about === 'join' ? 'joined' : 'left'}`, sharedId);
    });
  }

  /** One no is enough: who asked to join does not, and who asked to leave stays. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  no(principal: Principal, sharedId: string, memberId: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {shared, me} = await this.groups.lock(tx, principal, sharedId);
      const member = await this.waiting(tx, shared, me, memberId, 'refuse');
      await tx.update(SharedMember, {id: memberId}, {state: member.state === 'asked' ? 'refused' : 'agreed'});
      const subject = {kind: 'shared_support', id: sharedId};
      await this.audit.record(tx, {...by(principal), action: 'shared.no', subject, after: {memberId}});
    });
  }

  /** Before anything is booked one simply leaves; after that the others have to agree. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  leave(principal: Principal, sharedId: string): Promise<'left' | 'asked'> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {shared, me} = await this.groups.lock(tx, principal, sharedId);
      if (me.state !== 'agreed' || me.personId === shared.organiserId) {
        throw illegalTransition('place', me.state === 'agreed' ? 'the organiser’s' : me.state, 'leave');
      }
      const state = shared.state === 'inviting' ? 'left' : 'leaving';
      await tx.update(SharedMember, {id: me.id}, {state});
      const subject = {kind: 'shared_support', id: sharedId};
      await this.audit.record(tx, {...by(principal), action: `shared.${state}`, subject});
      await this.outbox.publish(tx, principal.councilId, `shared.${state}`, sharedId);
      return state === 'left' ? 'left' : 'asked';
    });
  }

  private async waiting(
    tx: Tx,
    {id}: SharedSupport,
    me: SharedMember,
    memberId: string,
    what: string,
  ): Promise<SharedMember> {
    const member = await tx.findOneBy(SharedMember, {id: memberId, sharedId: id});
    if (!member || me.state === 'asked' || member.id === me.id) throw notFound('place');
    if (member.state !== 'asked' && member.state !== 'leaving') throw illegalTransition('place', member.state, what);
    return member;
  }
}

/** Who is in and has not said yes to it; whoever it is about has, by asking. */
const MISSING = `
  SELECT m.person_id FROM shared_member m
  WHERE m.shared_id = $1 AND m.id <> $2 AND m.state IN ('agreed', 'leaving')
    AND NOT EXISTS (SELECT FROM shared_yes y WHERE y.member_id = $2 AND y.about = $3 AND y.person_id = m.person_id)`;
