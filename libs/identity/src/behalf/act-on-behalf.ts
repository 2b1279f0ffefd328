import {Injectable} from '@nestjs/common';
import {Clock, DomainError, invalid, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {IsNull} from 'typeorm';
import {Session} from '../accounts/session.entity.js';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {insertRow} from '../representation/insert.js';
import {refused, requirePermission, requirePerson, requireText} from '../representation/requires.js';
import {BehalfContact, type ContactWay} from './behalf-contact.entity.js';

export interface NewContact {
  personId: string;
  /** When it is not the person who speaks: which of those who act for them. */
  representationId: string | null;
  how: ContactWay;
  identityCheck: string;
  said: string;
}

/** Staff do for somebody what they are told by telephone, letter or at a meeting, from who it is to the end of it. */
@Injectable()
export class ActOnBehalf {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, CONTACT_OPEN, ACTS_FOR_THEM */
  start(principal: Principal, given: NewContact): Promise<string> {
    requirePermission(principal, 'behalf:act');
    if (principal.actingFor) {
      throw new DomainError(
        'conflict',
        'CONTACT_OPEN',
        `You are acting for ${principal.actingFor.name}. End that first.`,
      );
    }
    const {personId, representationId, how} = given;
    if (personId === principal.personId)
      throw invalid({field: 'person_id', message: 'Nobody does this for themselves.'});
    const identityCheck = requireText('identity_check', given.identityCheck, 'Say how you knew who it was,', 500);
    const said = requireText('said', given.said, 'Say what they asked for,', 2_000);
    const {councilId, sessionId} = principal;
    return this.uow.run(councilId, async (tx) => {
      await requirePerson(tx, personId);
      await this.requireDistance(tx, principal, given);
      const id = await insertRow(tx, 'behalf_contact', {
        council_id: councilId,
        session_id: sessionId,
        staff_id: principal.personId,
        person_id: personId,
        representation_id: representationId,
        how,
        identity_check: identityCheck,
        said,
      });
      await tx.update(Session, {id: sessionId}, {actingForId: personId});
      await this.record(tx, principal, personId, {action: 'behalf.started', id, how});
      return id;
    });
  }

  /** @throws NO_CONTACT when there is nothing to end, VALIDATION_FAILED */
  async end(principal: Principal, note: string | null): Promise<void> {
    const {sessionId, actingFor} = principal;
    if (note && note.length > 2_000) throw invalid({field: 'note', message: 'Write it in 2,000 characters or fewer.'});
    await this.uow.run(principal.councilId, async (tx) => {
      const open = await tx.findOne(BehalfContact, {
        where: {sessionId, endedAt: IsNull()},
        lock: {mode: 'for_no_key_update'},
      });
      if (!open) throw new DomainError('conflict', 'NO_CONTACT', 'There is no call, letter or meeting to end.');
      await this.close(tx, principal, open, note);
      if (actingFor) await tx.update(Session, {id: sessionId}, {actingForId: null});
    });
  }

  private async close(tx: Tx, principal: Principal, {id, personId, how}: BehalfContact, note: string | null) {
    await tx.update(BehalfContact, {id}, {endedAt: this.clock.now(), note: note?.trim() ? note.trim() : null});
    await this.record(tx, principal, personId, {action: 'behalf.ended', id, how});
  }

  /** Whoever acts for somebody does so openly as that, and whoever speaks for them has to act for them today. */
  private async requireDistance(tx: Tx, {personId: staff}: Principal, {personId, representationId}: NewContact) {
    const grants = await tx.query<{id: string; representative_id: string}[]>(
      `SELECT id, representative_id FROM acting_grants($1, $2)`,
      [personId, londonDay(this.clock.now())],
    );
    if (grants.some((grant) => grant.representative_id === staff)) {
      throw refused('ACTS_FOR_THEM', 'You act for them yourself. Ask a colleague to take the call.');
    }
    if (representationId && !grants.some((grant) => grant.id === representationId)) throw notFound('record');
  }

  private async record(
    tx: Tx,
    principal: Principal,
    personId: string,
    what: {action: string; id: string; how: ContactWay},
  ) {
    await this.audit.record(tx, {
      ...by(principal),
      forId: personId,
      action: what.action,
      subject: {kind: 'behalf_contact', id: what.id},
      contact: {id: what.id, how: what.how},
    });
  }
}
