import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * The database's own copy of every state machine: a table of allowed steps and one trigger for all of them. A test
 * compares the rows with the tables in the code.
 */
export class StateTransitions1764000050000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE state_transition (
        machine text NOT NULL,
        from_state text NOT NULL,
        to_state text NOT NULL,
        CONSTRAINT state_transition_pkey PRIMARY KEY (machine, from_state, to_state)
      )`);
    await query.query(`GRANT SELECT ON state_transition TO alongside_app`);
    await query.query(`
      CREATE FUNCTION enforce_state_transition() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NEW.state <> OLD.state AND NOT EXISTS (
          SELECT FROM state_transition
          WHERE machine = TG_ARGV[0] AND from_state = OLD.state AND to_state = NEW.state
        ) THEN
          RAISE EXCEPTION 'a % cannot go from % to %', TG_ARGV[0], OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'state_transition';
        END IF;
        RETURN NEW;
      END $$`);
    await query.query(`
      CREATE FUNCTION state_machine(machine_name text, steps text[]) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO state_transition (machine, from_state, to_state)
        SELECT machine_name, split_part(step, ' > ', 1), split_part(step, ' > ', 2) FROM unnest(steps) AS step;
        EXECUTE format('CREATE TRIGGER enforce_state_transition BEFORE UPDATE OF state ON %I
                        FOR EACH ROW EXECUTE FUNCTION enforce_state_transition(%L)', machine_name, machine_name);
      END $$`);
    await query.query(`COMMENT ON FUNCTION state_machine IS
      'Holds the state column of the table of this name to these steps, each written as from > to'`);
    await query.query(`REVOKE EXECUTE ON FUNCTION state_machine FROM PUBLIC`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION state_machine, enforce_state_transition`);
    await query.query(`DROP TABLE state_transition`);
  }
}
