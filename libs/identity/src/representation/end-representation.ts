import {Injectable} from '@nestjs/common';
import {DomainError, forbidden, notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {FreshSignIn} from '../accounts/fresh-sign-in.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import type {RepresentationKind} from './powers.js';
import {Representation} from './representation.entity.js';
import {requirePermission, requireText} from './requires.js';

/** What rests on the holder's own choice or consent, and so ends when they say so. */
export const OWN_CHOICE: readonly RepresentationKind[] = ['nominated', 'carer', 'broker'];

/** Ends a representation at this instant, everywhere: nothing is done on the strength of it any more. */
@Injectable()
export class EndRepresentation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly fresh: FreshSignIn,
  ) {}

  /** By the council. @throws FORBIDDEN, NOT_FOUND, FRESH_SIGN_IN_NEEDED, VALIDATION_FAILED, ALREADY_ENDED */
  byStaff(principal: Principal, id: string, reason: string): Promise<void> {
    requirePermission(principal, 'representation:record');
    return this.uow.run(principal.councilId, async (tx) => {
      const {representativeId} = await this.lock(tx, id);
      if (representativeId === principal.personId) throw forbidden('Ask a colleague to end what is about yourself.');
      await this.fresh.require(tx, principal);
      await this.end(tx, principal, id, requireText('reason', reason, 'Say why', 500));
    });
  }

  /**
   * By the holder themselves, or by whoever acts for them and no longer wants to. Never on somebody's behalf.
   * @throws NOT_FOUND, FRESH_SIGN_IN_NEEDED, ALREADY_ENDED, ASK_THE_COUNCIL where it does not rest on the holder's own choice
   */
  own(principal: Principal, id: string): Promise<void> {
    if (principal.actingFor) throw forbidden('Go back to acting for yourself first.');
    return this.uow.run(principal.councilId, async (tx) => {
      const {holderId, representativeId, kind} = await this.lock(tx, id);
      if (holderId !== principal.personId && representativeId !== principal.personId) throw notFound('record');
      if (holderId === principal.personId && !OWN_CHOICE.includes(kind)) {
        throw new DomainError(
          'refused',
          'ASK_THE_COUNCIL',
          'Only the council can end this. Tell us, and we will look at it.',
        );
      }
      await this.fresh.require(tx, principal);
      await this.end(tx, principal, id, holderId === principal.personId ? 'Ended by the holder' : 'Given up');
    });
  }

  /** Whoever acts on the strength of it finishes first. */
  private async lock(tx: Tx, id: string): Promise<Representation> {
    const found = await tx.findOne(Representation, {where: {id}, lock: {mode: 'for_no_key_update'}});
    if (!found) throw notFound('record');
    return found;
  }

  private async end(tx: Tx, principal: Principal, id: string, reason: string): Promise<void> {
    const changed = await tx.query<[unknown[], number]>(
      `UPDATE representation SET revoked_at = now(), revoked_by = $2, revoke_reason = $3 WHERE id = $1 AND revoked_at IS NULL`,
      [id, principal.personId, reason],
    );
    if (changed[1] === 0) throw new DomainError('conflict', 'ALREADY_ENDED', 'Somebody has ended this already.');
    const subject = {kind: 'representation', id};
    await this.audit.record(tx, {...by(principal), action: 'representation.ended', subject, reason});
    await this.outbox.publish(tx, principal.councilId, 'representation.ended', id);
  }
}
