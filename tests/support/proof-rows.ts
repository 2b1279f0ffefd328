import type {TestPerson} from './people.js';
import type {Scenario} from './scenario.js';

const LONG_AGO = '2020-01-01';

/** Where the register came from, and how long it is kept. */
export async function proofRows(
  {world}: Scenario,
  council: string,
  member: string,
  officer: TestPerson,
): Promise<void> {
  const [application] = await world.owner.query<{id: string; version: string}[]>(
    `SELECT id, scheme_version_id AS version FROM application WHERE member_id = $1`,
    [member],
  );
  const taken = await world.add('register_import', {
    council_id: council,
    member_kind: 'pa',
    scheme_version_id: application?.version,
    totals: {rows: 1, created: 1, changed: 0, unchanged: 0, rejected: 0},
    prepared_by: officer.personId,
  });
  await world.add('register_import_row', {
    council_id: council,
    import_id: taken,
    row_number: 2,
    outcome: 'unchanged',
    content: {},
  });
  await world.add('former_register_entry', {
    council_id: council,
    import_id: taken,
    member_id: member,
    reference: 'PA-1',
    name: 'Somebody',
  });
  await world.addUnchecked('application_stage', {
    council_id: council,
    application_id: application?.id,
    state: 'draft',
    at: new Date(),
  });
  const rule = await world.add('retention_rule', {
    council_id: council,
    category: 'dbs_facts',
    months: 3,
    source: 'For a test',
    starts_on: LONG_AGO,
    recorded_by: officer.personId,
  });
  await world.add('destruction_record', {
    council_id: council,
    rule_id: rule,
    category: 'dbs_facts',
    removed: 1,
    record_ids: [member],
  });
  await world.add('legal_hold', {
    council_id: council,
    member_id: member,
    reason: 'A complaint',
    starts_on: LONG_AGO,
    placed_by: officer.personId,
  });
}
