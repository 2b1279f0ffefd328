import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound} from '@app/kernel';
import {ListingReach} from '@app/listings';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {LookAgain, type RawSearch} from '@app/search';
import {askedAgain, inputOf} from './asked-again.js';
import {MOST_FOUND, searchesFull, searchTooWide} from './saved-search.errors.js';

export interface SearchToKeep {
  name: string;
  asked: RawSearch;
}

/** Saves a search, gives it another name, pauses what it tells, and deletes it. */
@Injectable()
export class KeepSearches {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly looks: LookAgain,
    private readonly reach: ListingReach,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Whom it finds now is known, and never told of.
   * @returns its id
   * @throws FORBIDDEN, REPRESENTATION_ENDED, VALIDATION_FAILED, POSTCODE_UNKNOWN, SEARCHES_FULL, SEARCH_TOO_WIDE
   */
  async save(principal: Principal, {name, asked}: SearchToKeep): Promise<string> {
    const {councilId, personId} = principal;
    const again = askedAgain(asked);
    const called = requireName(name);
    const input = inputOf(again, londonDay(this.clock.now()));
    const found = await this.looks.run(councilId, input, await this.reach.of(principal));
    if (found.length > MOST_FOUND) throw searchTooWide();
    try {
      return await this.uow.run(councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'reach_out');
        const [row] = await tx.query<{id: string}[]>(
          `INSERT INTO saved_search (council_id, holder_id, name, asked, saved_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
          [councilId, holderId, called, JSON.stringify(again), personId],
        );
        const {id} = row as {id: string};
        await tx.query(
          `INSERT INTO saved_search_seen (search_id, listing_id, council_id) SELECT $1, unnest($2::uuid[]), $3`,
          [id, found, councilId],
        );
        await this.record(tx, principal, 'saved_search.saved', id);
        return id;
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'saved_search_full') throw searchesFull();
      throw error;
    }
  }

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, VALIDATION_FAILED */
  rename(principal: Principal, id: string, name: string): Promise<void> {
    return this.change(principal, id, 'saved_search.renamed', (tx) =>
      tx.query(`UPDATE saved_search SET name = $2 WHERE id = $1`, [id, requireName(name)]),
    );
  }

  /** Nothing is told until it goes on; then whom it found meanwhile. @throws as above */
  pause(principal: Principal, id: string, paused: boolean): Promise<void> {
    return this.change(principal, id, paused ? 'saved_search.paused' : 'saved_search.resumed', (tx) =>
      tx.query(`UPDATE saved_search SET paused_at = CASE WHEN $2 THEN coalesce(paused_at, now()) END WHERE id = $1`, [
        id,
        paused,
      ]),
    );
  }

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND */
  remove(principal: Principal, id: string): Promise<void> {
    return this.change(principal, id, 'saved_search.deleted', async (tx) => {
      await tx.query(`DELETE FROM saved_search_seen WHERE search_id = $1`, [id]);
      await tx.query(`DELETE FROM saved_search WHERE id = $1`, [id]);
    });
  }

  private change(principal: Principal, id: string, action: string, work: (tx: Tx) => Promise<unknown>): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'reach_out');
      const [found] = await tx.query<unknown[]>(
        `SELECT FROM saved_search WHERE id = $1 AND holder_id = $2 FOR UPDATE`,
        [id, holderId],
      );
      if (!found) throw notFound('saved search');
      await work(tx);
      await this.record(tx, principal, action, id);
    });
  }

  private record(tx: Tx, principal: Principal, action: string, id: string): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'saved_search', id}});
  }
}

/** @throws VALIDATION_FAILED */
function requireName(name: string): string {
  const called = name.normalize('NFC').trim();
  if (!called || [...called].length > 80 || /\p{Cc}/u.test(called)) {
    throw invalid({field: 'name', message: 'Give the search a name of up to 80 characters.'});
  }
  return called;
}
