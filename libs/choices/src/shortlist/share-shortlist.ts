import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, Relations, type Principal, type RepresentationKind} from '@app/identity';
import {notFound} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork} from '@app/platform';
import {notHelping} from './shortlist.errors.js';

export const SHORTLIST_SHARED = 'shortlist.shared';

export interface Supporter {
  personId: string;
  name: string;
  kinds: RepresentationKind[];
  /** The share, where there is one. */
  shareId: string | null;
}

/** Lets somebody who helps the person read the shortlist, and takes that back: the person's own consent, nobody else's. */
@Injectable()
export class ShareShortlist {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly relations: Relations,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Everybody with whom it could be shared or is: those who help the person, but for who asks. @throws FORBIDDEN */
  supporters(principal: Principal): Promise<Supporter[]> {
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, async (tx) => {
      const relations = await this.relations.inForce(tx, holderId);
      const shares = await tx.query<{id: string; supporter: string}[]>(
        `SELECT id, supporter_id AS supporter FROM shortlist_share WHERE holder_id = $1 AND ended_at IS NULL`,
        [holderId],
      );
      const people = [...new Map(relations.map((each) => [each.personId, each])).values()];
      return people
        .filter(({personId}) => personId !== principal.personId)
        .map(({personId, name}) => ({
          personId,
          name,
          kinds: relations.filter((each) => each.personId === personId).map(({kind}) => kind),
          shareId: shares.find(({supporter}) => supporter === personId)?.id ?? null,
        }));
    });
  }

  /** Once, however often it is asked. @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_A_SUPPORTER */
  async share(principal: Principal, supporterId: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'reach_out');
        const relations = await this.relations.inForce(tx, holderId);
        if (!relations.some(({personId}) => personId === supporterId)) throw notHelping();
        const [made] = await tx.query<{id: string}[]>(
          `INSERT INTO shortlist_share (council_id, holder_id, supporter_id, shared_by) VALUES ($1, $2, $3, $4)
           ON CONFLICT (holder_id, supporter_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
          [principal.councilId, holderId, supporterId, principal.personId],
        );
        if (!made) return;
        const subject = {kind: 'shortlist_share', id: made.id};
        const after = {supporter_id: supporterId};
        await this.audit.record(tx, {...by(principal), action: SHORTLIST_SHARED, subject, after});
        await this.outbox.publish(tx, principal.councilId, SHORTLIST_SHARED, made.id);
      });
    } catch (error) {
      const constraint = databaseError(error)?.constraint;
      if (constraint === 'shortlist_share_relation' || constraint === 'shortlist_share_other_check') throw notHelping();
      throw error;
    }
  }

  /** At once. @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND */
  async end(principal: Principal, shareId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'reach_out');
      const [ended] = await tx.query<[{id: string}[], number]>(
        `UPDATE shortlist_share SET ended_at = now() WHERE id = $1 AND holder_id = $2 AND ended_at IS NULL RETURNING id`,
        [shareId, holderId],
      );
      if (ended.length === 0) throw notFound('share');
      const subject = {kind: 'shortlist_share', id: shareId};
      await this.audit.record(tx, {...by(principal), action: 'shortlist.share_ended', subject});
    });
  }
}
