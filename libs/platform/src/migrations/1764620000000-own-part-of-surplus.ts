import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Of what a line has left, what the person put in stays theirs: a letter about money left over says how much of it that
 * is, and nothing of it is taken back. Whether their part is used up before the council's is a dated rule.
 */
export class OwnPartOfSurplus1764620000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [RULE, OWN_LEFT, OWN_SURPLUS, LETTER]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE surplus_letter DROP CONSTRAINT surplus_letter_own_check,
      DROP CONSTRAINT surplus_letter_own_stays_check`);
    for (const column of ['reclaimed', 'own_given', 'own_unpaid', 'own_left', 'own_surplus']) {
      await query.query(`ALTER TABLE surplus_letter DROP COLUMN ${column}_pence`);
    }
    await query.query(`ALTER TABLE surplus_letter DROP COLUMN contribution_first`);
    await query.query(`DROP FUNCTION own_part_left, own_part_of_surplus`);
    await query.query(`ALTER TABLE surplus_rule DROP COLUMN contribution_first, DROP COLUMN contribution_source`);
  }
}

/** The Act says what may be asked back; in which order money is used up is each council's own policy. */
const SOURCE =
  'Care Act 2014, section 33(5): what may be asked back is the direct payment, which is what the council paid. ' +
  'That both parts are used in proportion is what this service starts with: council to check';

const RULE = `
  ALTER TABLE surplus_rule
    ADD COLUMN contribution_first boolean NOT NULL DEFAULT false,
    ADD COLUMN contribution_source text NOT NULL DEFAULT '${SOURCE}'
      CONSTRAINT surplus_rule_contribution_source_check CHECK (length(btrim(contribution_source)) BETWEEN 1 AND 500);
  ALTER TABLE surplus_rule ALTER COLUMN contribution_source DROP DEFAULT`;

/**
 * Of what is left, the person's own part: what they put in without what was used of it. First: theirs is used up before
 * the council's. Otherwise of every pound that is used as much is theirs as of every pound that was paid in, parts of a
 * penny for the person. What was taken back before was the council's.
 */
const OWN_LEFT = `
  CREATE FUNCTION own_part_left(own bigint, paid_in bigint, used bigint, left_over bigint, own_first boolean)
  RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT least(greatest(CASE
        WHEN paid_in <= 0 THEN 0
        WHEN own_first THEN least(own, paid_in) - used
        ELSE least(own, paid_in) - div(used::numeric * least(own, paid_in), paid_in)::bigint END, 0),
      greatest(left_over, 0))
  $$`;

/**
 * What may be kept is used next: of it, too, the person's part comes first where it is used up first. Side by side it is
 * a share of what was left over before anything was taken back, so that no second letter finds more of the council's in it.
 */
const OWN_SURPLUS = `
  CREATE FUNCTION own_part_of_surplus(surplus bigint, own_left bigint, left_over bigint, reclaimed bigint, own_first boolean)
  RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
      WHEN surplus <= 0 OR own_left <= 0 THEN 0
      WHEN own_first THEN greatest(own_left - (left_over - surplus), 0)
      ELSE least(surplus, div((surplus + reclaimed)::numeric * own_left + left_over + reclaimed - 1, left_over + reclaimed)::bigint)
    END
  $$`;

const LETTER = `
  ALTER TABLE surplus_letter
    ADD COLUMN reclaimed_pence bigint NOT NULL DEFAULT 0
      CONSTRAINT surplus_letter_reclaimed_pence_check CHECK (reclaimed_pence >= 0),
    ADD COLUMN own_given_pence bigint NOT NULL DEFAULT 0,
    ADD COLUMN own_unpaid_pence bigint NOT NULL DEFAULT 0,
    ADD COLUMN own_left_pence bigint NOT NULL DEFAULT 0,
    ADD COLUMN own_surplus_pence bigint NOT NULL DEFAULT 0,
    ADD COLUMN contribution_first boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT surplus_letter_own_check CHECK (own_unpaid_pence BETWEEN 0 AND own_given_pence
      AND own_left_pence BETWEEN 0 AND own_given_pence
      AND own_surplus_pence = own_part_of_surplus(surplus_pence, own_left_pence, given_pence - spent_pence - promised_pence,
        reclaimed_pence, contribution_first)),
    ADD CONSTRAINT surplus_letter_own_stays_check
      CHECK (decision IS DISTINCT FROM 'reclaim' OR decided_pence <= surplus_pence - own_surplus_pence);
  GRANT INSERT (reclaimed_pence, own_given_pence, own_unpaid_pence, own_left_pence, own_surplus_pence, contribution_first)
    ON surplus_letter TO alongside_app`;
