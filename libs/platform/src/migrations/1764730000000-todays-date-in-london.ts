import type {MigrationInterface, QueryRunner} from 'typeorm';

/** The database's own day begins an hour after London's in summer: an agreement signed at ten past midnight stood from one. */
export class TodaysDateInLondon1764730000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await rewrite(query, 'current_date', LONDON);
  }

  async down(query: QueryRunner): Promise<void> {
    await rewrite(query, LONDON, 'current_date');
  }
}

const LONDON = `(now() AT TIME ZONE 'Europe/London')::date`;
const FUNCTIONS = ['set_deployment_rule', 'agreement_signature_rules', 'payment_rules'];

async function rewrite(query: QueryRunner, from: string, to: string): Promise<void> {
  for (const name of FUNCTIONS) {
    const sql = `SELECT pg_get_functiondef($1::regproc) AS text`;
    const [found] = (await query.query(sql, [name])) as [{text: string}];
    await query.query(found.text.replaceAll(from, to));
  }
}
