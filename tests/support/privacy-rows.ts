import type {TestPerson, World} from './people.js';

/** What somebody asked of their own information, and what is chosen of it, written past its rules. */
export async function privacyRows(world: World, council: string, person: TestPerson): Promise<void> {
  const request = await world.add('data_request', {
    council_id: council,
    person_id: person.personId,
    kind: 'access',
    channel: 'paper',
    asked_by: person.personId,
    due_on: '2099-01-01',
  });
  await world.addUnchecked('data_request_choice', {
    council_id: council,
    request_id: request,
    part: 'visit.query_reason',
    choice: 'released',
    chosen_by: person.personId,
  });
}
