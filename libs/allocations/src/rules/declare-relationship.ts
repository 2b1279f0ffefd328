import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {RELATIONS, type Relation} from './declared-relationship.entity.js';

export interface RelationshipView {
  listingId: string;
  relation: Relation;
  declaredAt: Date;
}

/** A person, or whoever agrees terms for them, says whether who supports them is family. */
@Injectable()
export class DeclareRelationship {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, VALIDATION_FAILED */
  async run(principal: Principal, listingId: string, relation: Relation): Promise<void> {
    holderFor(principal, 'agree_terms');
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'agree_terms');
        await this.within(tx, principal, holderId, listingId, relation);
      });
    } catch (error) {
      if (databaseError(error)?.code === '23503') throw notFound('listing');
      throw error;
    }
  }

  /** The same inside a transaction that does more, and has asked who may. */
  async within(tx: Tx, principal: Principal, holderId: string, listingId: string, relation: Relation): Promise<void> {
    if (!RELATIONS.includes(relation)) throw invalid({field: 'relation', message: 'Say whether they are family.'});
    await tx.query(
      `INSERT INTO declared_relationship (council_id, holder_id, listing_id, relation, declared_by)
       VALUES ($1, $2, $3, $4, $5)`,
      [principal.councilId, holderId, listingId, relation, principal.personId],
    );
    await this.audit.record(tx, {
      ...by(principal),
      action: 'relationship.declared',
      subject: {kind: 'listing', id: listingId},
      after: {relation, holder_id: holderId},
    });
  }

  /** What was said last of each. */
  own(principal: Principal): Promise<RelationshipView[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, (tx) => relationshipsOf(tx, holderId));
  }
}

export function relationshipsOf(tx: Tx, holderId: string): Promise<RelationshipView[]> {
  return tx.query<RelationshipView[]>(
    `SELECT DISTINCT ON (listing_id) listing_id AS "listingId", relation, declared_at AS "declaredAt"
     FROM declared_relationship WHERE holder_id = $1 ORDER BY listing_id, declared_at DESC, id DESC`,
    [holderId],
  );
}
