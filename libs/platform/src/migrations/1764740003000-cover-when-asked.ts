import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Terms to come that ask for a certificate of each worker ended, the day somebody was named, the certificate that stands
 * for the whole enterprise by the terms of today. Only what is asked now puts evidence right; on the day that the terms
 * come, the worker does.
 */
export class CoverWhenAsked1764740003000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await rewrite(query, OF_ALL, OF_NOW);
  }

  async down(query: QueryRunner): Promise<void> {
    await rewrite(query, OF_NOW, OF_ALL);
  }
}

const OF_ALL = 'WHERE m.organisation_id = organisation\n';
const OF_NOW = 'WHERE m.organisation_id = organisation AND t.now\n';

async function rewrite(query: QueryRunner, from: string, to: string): Promise<void> {
  const [{text}] = (await query.query(`SELECT pg_get_functiondef('cover_workers'::regproc) AS text`)) as [
    {text: string},
  ];
  if (!text.includes(from)) throw new Error('cover_workers says something else');
  await query.query(text.replace(from, to));
}
