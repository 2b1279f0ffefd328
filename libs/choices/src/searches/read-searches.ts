import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {AskedAgain} from './asked-again.js';

export interface SavedSearchView {
  id: string;
  name: string;
  asked: AskedAgain;
  /** Who saved it, when it was not the person themselves. */
  savedBy: string | null;
  savedAt: Date;
  paused: boolean;
  /** What was told of last and can still be found: at most ten. */
  fresh: {id: string; name: string}[];
}

/** The searches that somebody keeps, or whom they act for. */
@Injectable()
export class ReadSearches {
  constructor(private readonly uow: UnitOfWork) {}

  /** The newest first. @throws FORBIDDEN, REPRESENTATION_ENDED */
  list(principal: Principal): Promise<SavedSearchView[]> {
    return this.read(principal, null);
  }

  /** It is in use: it is kept for longer. @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND */
  async open(principal: Principal, id: string): Promise<SavedSearchView> {
    const [found] = await this.read(principal, id);
    if (!found) throw notFound('saved search');
    await this.uow.run(principal.councilId, (tx) =>
      tx.query(`UPDATE saved_search SET used_at = now() WHERE id = $1`, [id]),
    );
    return found;
  }

  private read(principal: Principal, id: string | null): Promise<SavedSearchView[]> {
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<SavedSearchView[]>(
        `SELECT s.id, s.name, s.asked, CASE WHEN s.saved_by <> s.holder_id THEN p.name END AS "savedBy",
                s.saved_at AS "savedAt", s.paused_at IS NOT NULL AS paused,
                (SELECT coalesce(json_agg(f), '[]') FROM (
                   SELECT l.id, l.name FROM saved_search_seen n JOIN shown_listing l ON l.id = n.listing_id
                   WHERE (l.audience = ANY (audiences_of($1)) OR knows_listing($1, l.id)) AND n.search_id = s.id AND n.alert_id IS NOT NULL ORDER BY n.seen_at DESC, l.id LIMIT 10) f) AS fresh
         FROM saved_search s JOIN person p ON p.id = s.saved_by
         WHERE s.holder_id = $1 AND ($2::uuid IS NULL OR s.id = $2) ORDER BY s.saved_at DESC, s.id`,
        [holderId, id],
      ),
    );
  }
}
