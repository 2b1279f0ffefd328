import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Cards say where on a map they are, by the public position that distances are to: every document is made anew. And
 * names are found by how they begin, for whoever is typing one.
 */
export class SearchPositions1764420001000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`UPDATE search_state SET true_on = NULL`);
    await query.query(
      `CREATE INDEX search_document_name_idx ON search_document (lower(card ->> 'name') text_pattern_ops) WHERE listed`,
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP INDEX search_document_name_idx`);
  }
}
