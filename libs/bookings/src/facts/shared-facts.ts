import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';

interface Person {
  id: string;
  name: string;
}

/** What several share, for telling: everybody who is in it or asks to be. */
export interface SharedFact {
  id: string;
  title: string;
  /** Those who pay, and those who only asked to join. */
  people: Person[];
  asking: Person[];
}

/** One of those who share is away, or there again. */
export interface SharerFact {
  shared: SharedFact;
  person: Person;
  /** From how many visits to come they are known to be away, and the day of the first. */
  away: number;
  firstOn: Day | null;
}

/** What is to be told of shared support, and to whom. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class SharedFacts {
  constructor(private readonly clock: Clock) {}

  /** Who shares a booking beside whom it is booked for; nobody, where it is not shared. */
  async besides(tx: Tx, bookingId: string): Promise<(Person & {sharedId: string})[]> {
    return tx.query<(Person & {sharedId: string})[]>(
      `SELECT p.id, p.name, b.shared_id AS "sharedId" FROM booking b JOIN shared_member m ON m.shared_id = b.shared_id
       JOIN person p ON p.id = m.person_id
       WHERE b.id = $1 AND m.state IN ('agreed', 'leaving') AND m.person_id <> b.holder_id ORDER BY m.asked_at, m.id`,
      [bookingId],
    );
  }

  async one(tx: Tx, id: string): Promise<SharedFact | null> {
    const [row] = await tx.query<SharedFact[]>(`${FACT} WHERE s.id = $1`, [id]);
    return row ?? null;
  }

  async sharer(tx: Tx, memberId: string): Promise<SharerFact | null> {
    const [row] = await tx.query<{sharedId: string; person: Person; away: number; firstAt: Date | null}[]>(
      `SELECT m.shared_id AS "sharedId", json_build_object('id', p.id, 'name', p.name) AS person, a.away, a."firstAt"
       FROM shared_member m JOIN person p ON p.id = m.person_id
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS away, min(v.starts_at) AS "firstAt" FROM shared_absence n JOIN visit v ON v.id = n.visit_id
         WHERE n.member_id = m.id AND v.starts_at > $2 AND v.state IN ('requested', 'accepted')) a
       WHERE m.id = $1`,
      [memberId, this.clock.now()],
    );
    const shared = row && (await this.one(tx, row.sharedId));
    if (!row || !shared) return null;
    return {shared, person: row.person, away: row.away, firstOn: row.firstAt && londonDay(row.firstAt)};
  }
}

const people = (states: string) => `
  coalesce((SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY m.asked_at, m.id)
    FROM shared_member m JOIN person p ON p.id = m.person_id WHERE m.shared_id = s.id AND m.state IN (${states})), '[]')`;

const FACT = `
  SELECT s.id, s.title, ${people(`'agreed', 'leaving'`)} AS people, ${people(`'asked'`)} AS asking FROM shared_support s`;
