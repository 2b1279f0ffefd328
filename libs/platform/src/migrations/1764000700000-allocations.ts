import type {MigrationInterface, QueryRunner} from 'typeorm';

/** Budgets, their lines and periods, and the double-entry ledger behind every figure. */
export class Allocations1764000700000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE budget (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT budget_council_id_fkey REFERENCES council (id),
        holder_id uuid NOT NULL CONSTRAINT budget_holder_id_fkey REFERENCES person (id),
        kind text NOT NULL CONSTRAINT budget_kind_check CHECK (kind IN ('adult', 'carer')),
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT budget_holder_id_kind_key UNIQUE (holder_id, kind)
      )`);
    await query.query(`SELECT tenant_table('budget', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE budget_line (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT budget_line_council_id_fkey REFERENCES council (id),
        budget_id uuid NOT NULL CONSTRAINT budget_line_budget_id_fkey REFERENCES budget (id),
        deployment text NOT NULL CONSTRAINT budget_line_deployment_check
          CHECK (deployment IN ('direct_payment', 'managed', 'individual_service_fund', 'personal_health_budget')),
        purpose text NOT NULL CONSTRAINT budget_line_purpose_check CHECK (length(purpose) BETWEEN 1 AND 500),
        weekly_pence bigint NOT NULL CONSTRAINT budget_line_weekly_pence_check CHECK (weekly_pence BETWEEN 0 AND 100000000),
        contribution_weekly_pence bigint NOT NULL DEFAULT 0 CONSTRAINT budget_line_contribution_weekly_pence_check
          CHECK (contribution_weekly_pence BETWEEN 0 AND 100000000),
        cycle text NOT NULL CONSTRAINT budget_line_cycle_check CHECK (cycle IN ('four_weekly', 'monthly', 'weekly')),
        cycle_anchor date NOT NULL,
        starts_on date NOT NULL,
        ends_on date,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT budget_line_ends_on_check CHECK (ends_on >= starts_on)
      )`);
    await query.query(`CREATE INDEX budget_line_budget_id_idx ON budget_line (budget_id)`);
    await query.query(`SELECT tenant_table('budget_line', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE budget_period (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT budget_period_council_id_fkey REFERENCES council (id),
        line_id uuid NOT NULL CONSTRAINT budget_period_line_id_fkey REFERENCES budget_line (id),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        CONSTRAINT budget_period_ends_on_check CHECK (ends_on >= starts_on),
        CONSTRAINT budget_period_no_overlap EXCLUDE USING gist (line_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
      )`);
    await query.query(`SELECT tenant_table('budget_period', 'SELECT, INSERT')`);

    await query.query(`
      CREATE TABLE deployment_rule (
        id uuid PRIMARY KEY DEFAULT new_id(),
        council_id uuid NOT NULL CONSTRAINT deployment_rule_council_id_fkey REFERENCES council (id),
        deployment text NOT NULL,
        pays text NOT NULL CONSTRAINT deployment_rule_pays_check CHECK (pays IN ('employed_pa', 'self_employed_pa', 'provider')),
        allowed boolean NOT NULL,
        reason text NOT NULL,
        source text NOT NULL,
        starts_on date NOT NULL,
        ends_on date,
        CONSTRAINT deployment_rule_ends_on_check CHECK (ends_on >= starts_on),
        CONSTRAINT deployment_rule_no_overlap EXCLUDE USING gist (council_id WITH =, deployment WITH =, pays WITH =,
          daterange(starts_on, ends_on, '[]') WITH &&)
      )`);
    await query.query(`SELECT tenant_table('deployment_rule', 'SELECT, INSERT')`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP TABLE deployment_rule, budget_period, budget_line, budget`);
  }
}
