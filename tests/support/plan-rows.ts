import {londonDay} from '@app/kernel';
import type {TestPerson} from './people.js';
import type {Scenario, TestListing} from './scenario.js';

/** A plan with everything in it that waits for the council, what is proposed, and a limit of the council’s own. */
export async function planRows(
  {world}: Scenario,
  council: string,
  {holder, nominated, pa}: {holder: TestPerson; nominated: TestPerson; pa: TestListing},
): Promise<void> {
  const plan = await world.add('support_plan', {
    council_id: council,
    person_id: holder.personId,
    number: 1,
    about: 'For a test',
    started_by: holder.personId,
  });
  const part = {council_id: council, plan_id: plan, position: 0};
  await world.add('plan_item', {...part, kind: 'outcome', text: 'For a test'});
  await world.add('plan_time', {...part, weekdays: [2], from_time: '09:00', to_time: '11:00', text: 'For a test'});
  await world.owner.query(
    `UPDATE support_plan SET state = 'agreed', agreed_by = person_id, agreed_at = now(), weekly_pence = 0 WHERE id = $1`,
    [plan],
  );
  await world.add('proposal', {
    council_id: council,
    person_id: holder.personId,
    listing_id: pa.id,
    kind: 'terms',
    employment: 'self_employed',
    starts_on: londonDay(new Date()),
    rates: '[]',
    proposed_by: nominated.personId,
  });
  const of = {council_id: council, person_id: holder.personId, recorded_by: holder.personId};
  await world.add('backup_contact', {...of, position: 1, kind: 'friend', name: 'Fay Friend', phone: '01632 960123'});
  await world.add('backup_consent', {...of, consents: true});
  await world.add('plan_limit', {
    council_id: council,
    role: 'officer',
    weekly_pence: 20_000,
    starts_on: '2020-01-01',
    source: 'For a test',
  });
}
