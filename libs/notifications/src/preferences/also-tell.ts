import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Relations, type Principal, type RepresentationKind} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {WhoseContact} from './whose-contact.js';

export interface AlsoToldPerson {
  id: string;
  personId: string;
  name: string;
  kind: RepresentationKind;
  since: Date;
  consent: string;
}

/** Who is told beside a person, with the person’s consent, for as long as the relation lasts. */
@Injectable()
export class AlsoTell {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly whose: WhoseContact,
    private readonly relations: Relations,
  ) {}

  /** Those whose relation is in force now: a consent without one tells nobody. */
  async inForce(tx: Tx, personId: string): Promise<AlsoToldPerson[]> {
    const rows = await tx.query<{id: string; representationId: string; since: Date; consent: string}[]>(
      `SELECT id, representation_id AS "representationId", recorded_at AS since, consent
       FROM also_told WHERE person_id = $1 AND ended_at IS NULL ORDER BY recorded_at, id`,
      [personId],
    );
    if (rows.length === 0) return [];
    const relations = new Map((await this.relations.inForce(tx, personId)).map((each) => [each.id, each]));
    return rows.flatMap(({representationId, ...row}) => {
      const relation = relations.get(representationId);
      return relation ? [{...row, personId: relation.personId, name: relation.name, kind: relation.kind}] : [];
    });
  }

  /**
   * @param consent how the person agreed
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED
   */
  async add(principal: Principal, personId: string, relationId: string, consent: string): Promise<void> {
    if (!consent.trim() || consent.length > 300) {
      throw invalid({field: 'consent', message: 'Say in up to 300 characters how they agreed'});
    }
    await this.uow.run(principal.councilId, async (tx) => {
      await this.whose.require(tx, principal, personId);
      const relation = (await this.relations.inForce(tx, personId)).find((each) => each.id === relationId);
      if (!relation) throw notFound('relation');
      await tx.query(
        `INSERT INTO also_told (council_id, person_id, representation_id, consent, recorded_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id, representation_id) WHERE ended_at IS NULL DO NOTHING`,
        [principal.councilId, personId, relationId, consent.trim(), principal.personId],
      );
      const subject = {kind: 'person', id: personId};
      await this.audit.record(tx, {...by(principal), action: 'contact.also_told', subject, after: {relationId}});
    });
  }

  /** The person can always end it; so can whoever is told. @throws FORBIDDEN, NOT_FOUND */
  async end(principal: Principal, personId: string, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await this.whose.require(tx, principal, personId);
      const rows = await tx.query<unknown[]>(
        `WITH done AS (UPDATE also_told SET ended_at = now(), ended_by = $3
                       WHERE id = $1 AND person_id = $2 AND ended_at IS NULL RETURNING id) SELECT id FROM done`,
        [id, personId, principal.personId],
      );
      if (rows.length === 0) throw notFound('person');
      const subject = {kind: 'person', id: personId};
      await this.audit.record(tx, {...by(principal), action: 'contact.no_longer_told', subject, after: {id}});
    });
  }
}
