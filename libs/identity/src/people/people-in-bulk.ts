import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';

export type ApplicantKind = 'person' | 'organisation';

/** Many people or organisations in one statement each, for what comes in by the thousand. Whoever calls checks and writes the trail. */
@Injectable()
export class PeopleInBulk {
  /** @returns their ids, in the order of the names */
  async add(tx: Tx, councilId: string, kind: ApplicantKind, names: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{id: string}[]>(`SELECT new_id() AS id FROM generate_series(1, $1::integer)`, [
      names.length,
    ]);
    const ids = rows.map((each) => each.id);
    await tx.query(
      `INSERT INTO ${kind} (id, council_id, name) SELECT id, $1, name FROM unnest($2::uuid[], $3::text[]) AS n (id, name)`,
      [councilId, ids, names],
    );
    return ids;
  }

  async rename(tx: Tx, kind: ApplicantKind, names: ReadonlyMap<string, string>): Promise<void> {
    await tx.query(
      `UPDATE ${kind} t SET name = n.name FROM unnest($1::uuid[], $2::text[]) AS n (id, name) WHERE t.id = n.id`,
      [[...names.keys()], [...names.values()]],
    );
  }

  /** Who signs in with one of these addresses; the address in lower case. */
  withEmail(tx: Tx, emails: readonly string[]): Promise<{id: string; email: string}[]> {
    return tx.query<{id: string; email: string}[]>(
      `SELECT person_id AS id, lower(email::text) AS email FROM account WHERE email = ANY($1::citext[])`,
      [emails],
    );
  }

  /** @param names in lower case */
  named(tx: Tx, names: readonly string[]): Promise<{id: string; name: string}[]> {
    return tx.query<{id: string; name: string}[]>(
      `SELECT id, lower(name) AS name FROM person WHERE lower(name) = ANY($1)
       UNION ALL SELECT id, lower(name) FROM organisation WHERE lower(name) = ANY($1)`,
      [names],
    );
  }

  /** Whose name has each of the words in it; a few, by name. */
  async like(tx: Tx, words: readonly string[], most: number): Promise<{id: string; name: string}[]> {
    const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return tx.query<{id: string; name: string}[]>(
      `SELECT id, name FROM person WHERE name ILIKE ALL ($1)
       UNION ALL SELECT id, name FROM organisation WHERE name ILIKE ALL ($1) ORDER BY name, id LIMIT $2`,
      [patterns, most],
    );
  }
}
