import type {MigrationInterface, QueryRunner} from 'typeorm';

const SOURCE = 'What people write for short: two letters have no plural that a rule could know';

/** PAs and P.A. are what PA is, and round the clock is 24/7. */
export class PeopleByShortNames1764771000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(
      `INSERT INTO search_term (meaning, about, words, starts_on, source) VALUES
         ('same', NULL, '{pa, pas, p a, p as}', '2020-01-01', $1),
         ('finds', 'service:live_in', '{24 7, 24hr, 24hrs, 24 hours}', '2020-01-01', $1)`,
      [SOURCE],
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DELETE FROM search_term WHERE source = $1`, [SOURCE]);
  }
}
