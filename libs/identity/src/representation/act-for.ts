import {Injectable} from '@nestjs/common';
import {Clock, londonDay, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Session} from '../accounts/session.entity.js';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {ActOnBehalf} from '../behalf/act-on-behalf.js';
import type {RepresentationKind} from './powers.js';

export interface Represented {
  personId: string;
  name: string;
  kind: RepresentationKind;
}

/** Choosing, openly, for whom a session acts. */
@Injectable()
export class ActFor {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly behalf: ActOnBehalf,
    private readonly clock: Clock,
  ) {}

  /** Everybody this person may act for today. */
  represented(principal: Principal): Promise<Represented[]> {
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<Represented[]>(
        `SELECT p.id AS "personId", p.name, r.kind FROM representation r JOIN person p ON p.id = r.holder_id
         WHERE r.representative_id = $1 AND r.id IN (SELECT g.id FROM acting_grants(r.holder_id, $2) g)
         ORDER BY p.name, r.id`,
        [principal.personId, londonDay(this.clock.now())],
      ),
    );
  }

  /**
   * @param personId null goes back to acting for oneself
   * @throws NOT_FOUND when there is no representation in force
   */
  async choose(principal: Principal, personId: string | null): Promise<void> {
    if (personId && !(await this.represented(principal)).some((each) => each.personId === personId)) {
      throw notFound('person');
    }
    // A call that staff have not ended ends with going back to oneself.
    if (principal.actingFor?.kind === 'staff') await this.behalf.end(principal, null);
    await this.uow.run(principal.councilId, async (tx) => {
      await tx.update(Session, {id: principal.sessionId}, {actingForId: personId});
      await this.audit.record(tx, {
        ...by(principal),
        forId: personId ?? undefined,
        action: personId ? 'session.acts_for' : 'session.acts_for_self',
        subject: {kind: 'person', id: personId ?? principal.personId},
      });
    });
  }
}
