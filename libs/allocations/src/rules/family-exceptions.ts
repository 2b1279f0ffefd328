import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requirePerson, requireText, type Principal} from '@app/identity';
import {DomainError, invalid, isDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import type {Relation} from './declared-relationship.entity.js';
import {relationshipsOf} from './declare-relationship.js';

export interface NewException {
  listingId: string;
  reason: string;
  startsOn: Day;
  endsOn: Day | null;
}

export interface FamilyView {
  holder: {id: string; name: string};
  relationships: {listingId: string; relation: Relation; declaredAt: Date}[];
  exceptions: (NewException & {id: string; recordedBy: string})[];
}

/** An officer records that the council found it necessary for family to be paid, and what stands so far. */
@Injectable()
export class FamilyExceptions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND */
  of(principal: Principal, holderId: string): Promise<FamilyView> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, async (tx) => {
      const {id, name} = await requirePerson(tx, holderId);
      const exceptions = await tx.query<FamilyView['exceptions']>(
        `SELECT e.id, e.listing_id AS "listingId", e.reason, e.starts_on AS "startsOn", e.ends_on AS "endsOn",
                p.name AS "recordedBy"
         FROM family_exception e JOIN person p ON p.id = e.recorded_by WHERE e.holder_id = $1 ORDER BY e.starts_on DESC`,
        [holderId],
      );
      return {holder: {id, name}, relationships: await relationshipsOf(tx, holderId), exceptions};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, EXCEPTION_STANDS */
  async record(principal: Principal, holderId: string, exception: NewException): Promise<string> {
    requirePermission(principal, 'budget:manage');
    const {listingId, startsOn, endsOn} = exception;
    const reason = requireText('reason', exception.reason, 'Say why it is necessary', 1_000);
    if (!isDay(startsOn)) throw invalid({field: 'starts_on', message: 'Give a day, like 2027-03-27.'});
    if (endsOn && endsOn < startsOn) throw invalid({field: 'ends_on', message: 'It cannot end before it starts.'});
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        await requirePerson(tx, holderId);
        const [{id}] = await tx.query<[{id: string}]>(
          `INSERT INTO family_exception (council_id, holder_id, listing_id, reason, starts_on, ends_on, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
          [principal.councilId, holderId, listingId, reason, startsOn, endsOn, principal.personId],
        );
        const subject = {kind: 'person', id: holderId};
        const after = {exception_id: id, listing_id: listingId, starts_on: startsOn, ends_on: endsOn};
        await this.audit.record(tx, {...by(principal), action: 'family_exception.recorded', subject, reason, after});
        return id;
      });
    } catch (error) {
      const {code, constraint} = databaseError(error) ?? {};
      if (code === '23503') throw notFound('listing');
      if (constraint !== 'family_exception_no_overlap') throw error;
      throw new DomainError('conflict', 'EXCEPTION_STANDS', 'An exception for these days is recorded already.');
    }
  }
}
