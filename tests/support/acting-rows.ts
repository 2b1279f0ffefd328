import type {TestPerson} from './people.js';
import type {Scenario} from './scenario.js';

const LONG_AGO = '2020-01-01';

/** Who may do what for whom, and what that rests on. */
export async function actingRows(
  {world}: Scenario,
  council: string,
  {holder, nominated, officer, line}: {holder: TestPerson; nominated: TestPerson; officer: TestPerson; line: string},
): Promise<void> {
  const holds = await world.represents(council, nominated, holder, 'fund_holder');
  await world.add('representation_line', {council_id: council, representation_id: holds, line_id: line}, 'line_id');
  await world.add('representation_rule', {
    council_id: council,
    kind: 'broker',
    review_months: 3,
    starts_on: LONG_AGO,
    source: 'For a test',
  });
  await world.add('capacity_record', {
    council_id: council,
    person_id: holder.personId,
    area: 'welfare',
    decision: 'For a test',
    assessed_on: LONG_AGO,
    assessed_by: 'For a test',
    outcome: 'has',
    recorded_by: officer.personId,
  });
  const [session] = await world.owner.query<{id: string}[]>(
    `SELECT s.id FROM session s JOIN account a ON a.id = s.account_id WHERE a.person_id = $1`,
    [officer.personId],
  );
  await world.add('behalf_contact', {
    council_id: council,
    session_id: session?.id,
    staff_id: officer.personId,
    person_id: holder.personId,
    how: 'phone',
    identity_check: 'For a test',
    said: 'For a test',
    ended_at: new Date(),
  });
}
