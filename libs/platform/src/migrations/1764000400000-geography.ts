import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Postcodes, outward codes and places: public reference data that belongs to no council. The serving role reads
 * it and nothing more; the owner of the tables loads it.
 */
export class Geography1764000400000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE geography_edition (
        id uuid PRIMARY KEY DEFAULT new_id(),
        subject text NOT NULL CONSTRAINT geography_edition_subject_check CHECK (subject IN ('postcodes', 'places')),
        state text NOT NULL CONSTRAINT geography_edition_state_check CHECK (state IN ('loading', 'current')),
        source text NOT NULL CONSTRAINT geography_edition_source_check
          CHECK (source IN ('code_point_open', 'onspd', 'gazetteer', 'cities_json')),
        name text NOT NULL,
        year integer,
        fingerprint text NOT NULL,
        rows integer NOT NULL DEFAULT 0,
        without_position integer NOT NULL DEFAULT 0,
        terminated integer NOT NULL DEFAULT 0,
        outcodes integer NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL DEFAULT now(),
        loaded_at timestamptz,
        CONSTRAINT geography_edition_subject_state_key UNIQUE (subject, state)
      )`);

    await query.query(`
      CREATE TABLE postcode_import_file (
        edition_id uuid NOT NULL CONSTRAINT postcode_import_file_edition_id_fkey
          REFERENCES geography_edition (id) ON DELETE CASCADE,
        file text NOT NULL,
        bytes bigint NOT NULL DEFAULT 0,
        rows integer NOT NULL DEFAULT 0,
        without_position integer NOT NULL DEFAULT 0,
        terminated integer NOT NULL DEFAULT 0,
        done boolean NOT NULL DEFAULT false,
        CONSTRAINT postcode_import_file_pkey PRIMARY KEY (edition_id, file)
      )`);

    await query.query(`
      CREATE TABLE postcode (
        code text COLLATE "C" NOT NULL CONSTRAINT postcode_pkey PRIMARY KEY,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        district_code text
      )`);
    await query.query(`
      CREATE TABLE outcode (
        code text COLLATE "C" NOT NULL CONSTRAINT outcode_pkey PRIMARY KEY,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        postcodes integer NOT NULL,
        district_code text
      )`);

    await query.query(`
      CREATE TABLE place (
        id uuid PRIMARY KEY DEFAULT new_id(),
        name text NOT NULL,
        county text,
        nation text NOT NULL,
        search_name text COLLATE "C" NOT NULL,
        search_short text COLLATE "C",
        search_county text NOT NULL,
        best_known boolean NOT NULL,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL
      )`);
    await query.query(`CREATE INDEX place_search_name_idx ON place (search_name)`);
    await query.query(`CREATE INDEX place_search_name_trgm_idx ON place USING gin (search_name gin_trgm_ops)`);

    await query.query(
      `GRANT SELECT ON geography_edition, postcode_import_file, postcode, outcode, place TO alongside_app`,
    );

    await query.query(`CREATE SCHEMA incoming`);
    await query.query(
      `COMMENT ON SCHEMA incoming IS 'Where an edition of the postcodes is built, unseen, before it takes the place of the one in use'`,
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP SCHEMA incoming CASCADE`);
    await query.query(`DROP TABLE place, outcode, postcode, postcode_import_file, geography_edition`);
  }
}
