import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Where a reading came from is said of that reading: one that is thrown away no longer moves the feed it was named after. */
export class AddressOfReading1764772002000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE directory_import ADD COLUMN address text
        CONSTRAINT directory_import_address_check CHECK (address ~ '^https?://' AND length(address) <= 500)`);
    await query.query(`UPDATE directory_import i SET address = f.address FROM directory_feed f WHERE f.id = i.feed_id`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE directory_import DROP COLUMN address`);
  }
}
