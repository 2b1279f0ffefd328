import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {MARK_KINDS, type MarkKind} from './listing-mark.entity.js';

export interface MarkView {
  id: string;
  listingId: string;
  kind: MarkKind;
  reason: string;
  startsOn: Day;
  endsOn: Day | null;
}

/** Says that a listing is the council's own service, or a care home, so that the rules for it count. */
@Injectable()
export class MarkListing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Those that stand today. @throws FORBIDDEN */
  list(principal: Principal): Promise<MarkView[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<MarkView[]>(
        `SELECT id, listing_id AS "listingId", kind, reason, starts_on AS "startsOn", ends_on AS "endsOn"
         FROM listing_mark WHERE ends_on IS NULL OR ends_on >= $1 ORDER BY starts_on DESC, id`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** From today on. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, MARK_STANDS */
  async add(principal: Principal, listingId: string, kind: MarkKind, why: string): Promise<string> {
    requirePermission(principal, 'budget:manage');
    const reason = requireText('reason', why, 'Say why', 500);
    if (!MARK_KINDS.includes(kind)) throw invalid({field: 'kind', message: 'Choose what it is.'});
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const [{id}] = await tx.query<[{id: string}]>(
          `INSERT INTO listing_mark (council_id, listing_id, kind, reason, starts_on, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
          [principal.councilId, listingId, kind, reason, londonDay(this.clock.now()), principal.personId],
        );
        const subject = {kind: 'listing', id: listingId};
        await this.audit.record(tx, {...by(principal), action: 'listing.marked', subject, reason, after: {kind}});
        return id;
      });
    } catch (error) {
      const {code, constraint} = databaseError(error) ?? {};
      if (code === '23503') throw notFound('listing');
      if (constraint !== 'listing_mark_no_overlap') throw error;
      throw new DomainError('conflict', 'MARK_STANDS', 'This is said of it already.');
    }
  }

  /** Its last day is today. @throws FORBIDDEN, NOT_FOUND */
  async end(principal: Principal, id: string): Promise<void> {
    requirePermission(principal, 'budget:manage');
    await this.uow.run(principal.councilId, async (tx) => {
      const [rows] = await tx.query<[{listingId: string; kind: MarkKind}[], number]>(
        `UPDATE listing_mark SET ends_on = $2 WHERE id = $1 AND (ends_on IS NULL OR ends_on > $2)
         RETURNING listing_id AS "listingId", kind`,
        [id, londonDay(this.clock.now())],
      );
      const [ended] = rows;
      if (!ended) throw notFound('mark');
      const subject = {kind: 'listing', id: ended.listingId};
      await this.audit.record(tx, {...by(principal), action: 'listing.unmarked', subject, after: {kind: ended.kind}});
    });
  }
}
