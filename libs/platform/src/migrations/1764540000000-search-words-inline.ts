import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The words of a document stay in its row, and its card moves out where there is no room for both: words are read of
 * all who may answer a search, cards of the twenty that a page shows.
 */
export class SearchWordsInline1764540000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE search_document ALTER words SET STORAGE MAIN`);
    await query.query(`UPDATE search_document SET words = words::text::tsvector`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE search_document ALTER words SET STORAGE EXTENDED`);
  }
}
