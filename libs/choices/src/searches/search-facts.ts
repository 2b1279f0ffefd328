import {Injectable} from '@nestjs/common';
import {Representatives} from '@app/identity';
import type {Tx} from '@app/platform';

export interface FoundFact {
  searchId: string;
  name: string;
  /** Those of them that anybody can find now, in order of their names. */
  listings: string[];
  /** The person, and who may look for support for them. */
  readers: {personId: string; forName: string}[];
}

/** What is to be told of saved searches. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class SearchFacts {
  constructor(private readonly representatives: Representatives) {}

  /** @returns null when the search is gone or paused, or nobody of them can be found any more */
  async found(tx: Tx, alertId: string): Promise<FoundFact | null> {
    const rows = await tx.query<
      {searchId: string; name: string; holder: string; holderName: string; listing: string}[]
    >(
      `SELECT s.id AS "searchId", s.name, p.id AS holder, p.name AS "holderName", l.name AS listing
       FROM saved_search_seen n JOIN saved_search s ON s.id = n.search_id AND s.paused_at IS NULL
       JOIN person p ON p.id = s.holder_id JOIN shown_listing l ON l.id = n.listing_id JOIN listing o ON o.id = l.id
       WHERE (l.audience = ANY (audiences_of(p.id)) OR knows_listing(p.id, l.id)) AND n.alert_id = $1
         AND NOT conversation_blocked(p.id, o.id, o.person_id) ORDER BY l.name, l.id`,
      [alertId],
    );
    const [first] = rows;
    if (!first) return null;
    const {searchId, name, holder, holderName} = first;
    const others = await this.representatives.of(tx, holder, 'reach_out');
    const readers = [{personId: holder, forName: ''}, ...others.map((personId) => ({personId, forName: holderName}))];
    return {searchId, name, listings: rows.map(({listing}) => listing), readers};
  }
}
