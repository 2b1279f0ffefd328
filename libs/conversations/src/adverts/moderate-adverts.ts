import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, invalid, notFound, type Day} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {requireText} from '../talk/write-text.js';
import {advertMoved, advertOfOwn} from './advert.errors.js';
import type {AdvertState} from './advert.state.js';

export const ADVERT_DECIDED = 'advert.decided';

export interface AdvertToModerate {
  id: string;
  state: AdvertState;
  title: string;
  text: string;
  services: string[];
  outcode: string;
  district: string | null;
  hoursPerWeek: number | null;
  closesOn: Day;
  /** Whose it is, and who wrote it when it was somebody else. */
  holderName: string;
  writtenBy: string | null;
  writtenAt: Date;
  reason: string | null;
}

/** The council looks at each advert before it shows: somebody who neither needs it nor wrote it. */
@Injectable()
export class ModerateAdverts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Those that wait first, the longest waiting before the others. @throws FORBIDDEN */
  list(principal: Principal): Promise<AdvertToModerate[]> {
    requireModerator(principal);
    return this.uow.run(principal.councilId, (tx) => read(tx, null));
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async one(principal: Principal, id: string): Promise<AdvertToModerate> {
    requireModerator(principal);
    const [found] = await this.uow.run(principal.councilId, (tx) => read(tx, id));
    if (!found) throw notFound('advert');
    return found;
  }

  /** Shows it, until its last day. @throws FORBIDDEN, NOT_FOUND, ILLEGAL_TRANSITION, OWN_ADVERT */
  approve(principal: Principal, id: string): Promise<void> {
    return this.decide(principal, id, 'open', null);
  }

  /** @param reason for whoever wrote it. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION, OWN_ADVERT */
  refuse(principal: Principal, id: string, reason: string): Promise<void> {
    return this.decide(principal, id, 'refused', reason);
  }

  private async decide(principal: Principal, id: string, state: AdvertState, reason: string | null): Promise<void> {
    requireModerator(principal);
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await tx.query(`SELECT FROM advert WHERE id = $1 FOR NO KEY UPDATE`, [id]);
        const [advert] = await read(tx, id);
        if (!advert) throw notFound('advert');
        if (advert.state !== 'waiting') throw advertMoved();
        const why = reason === null ? null : requireText('reason', reason, 500, 'what they could change');
        await tx.query(`UPDATE advert SET state = $2, reason = $3, moderated_by = $4 WHERE id = $1`, [
          ...[id, state, why, principal.personId],
        ]);
        await this.audit.record(tx, {
          ...by(principal),
          action: ADVERT_DECIDED,
          subject: {kind: 'advert', id},
          after: {state},
        });
        await this.outbox.publish(tx, principal.councilId, ADVERT_DECIDED, id);
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'advert_moderated_check') throw advertOfOwn();
      if (databaseError(error)?.constraint === 'advert_closes_soon') {
        throw invalid({field: 'closes_on', message: 'Its last day is over.'});
      }
      throw error;
    }
  }
}

function read(tx: Tx, id: string | null): Promise<AdvertToModerate[]> {
  return tx.query<AdvertToModerate[]>(
    `SELECT a.id, a.state, a.title, a.text, a.services, a.outcode, a.district, a.hours_per_week AS "hoursPerWeek",
            a.closes_on AS "closesOn", h.name AS "holderName", nullif(w.name, h.name) AS "writtenBy",
            a.written_at AS "writtenAt", a.reason
     FROM advert a JOIN person h ON h.id = a.holder_id JOIN person w ON w.id = a.written_by
     WHERE $1::uuid IS NULL OR a.id = $1
     ORDER BY a.state <> 'waiting', CASE WHEN a.state = 'waiting' THEN a.written_at END, a.written_at DESC, a.id LIMIT 200`,
    [id],
  );
}

function requireModerator(principal: Principal): void {
  if (!principal.permissions.has('advert:moderate')) throw forbidden('You do not have permission to do this.');
}
