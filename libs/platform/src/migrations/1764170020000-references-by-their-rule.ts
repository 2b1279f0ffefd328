import type {MigrationInterface, QueryRunner} from 'typeorm';

/** What referees said has a retention rule of its own: nobody can ask for more than that rule says is due. */
export class ReferencesByTheirRule1764170020000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await exchange(query, 'reference_facts', 'referee');
  }

  async down(query: QueryRunner): Promise<void> {
    await exchange(query, 'referee', 'reference_facts');
  }
}

async function exchange(query: QueryRunner, from: string, to: string): Promise<void> {
  const [found] = (await query.query(
    `SELECT replace(pg_get_functiondef('purge_references'::regproc), $1, $2) AS text`,
    [`retention_cutoff('${from}')`, `retention_cutoff('${to}')`],
  )) as {text: string}[];
  await query.query(found?.text ?? '');
}
