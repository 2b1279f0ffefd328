import type {TestPerson, World} from './people.js';

/** A row of each kind of how somebody is told: what they chose, what went out, and what the council set up for it. */
export async function contactRows(
  world: World,
  {council, person, other, staff}: {council: string; person: TestPerson; other: TestPerson; staff: TestPerson},
): Promise<void> {
  const of = {council_id: council, person_id: person.personId};
  const [notice] = await world.owner.query<{id: string}[]>(`SELECT id FROM notice WHERE person_id = $1 LIMIT 1`, [
    person.personId,
  ]);
  const [relation] = await world.owner.query<{id: string}[]>(
    `SELECT id FROM representation WHERE holder_id = $1 AND representative_id = $2`,
    [person.personId, other.personId],
  );
  await world.add('contact_preference', {
    ...of,
    channels: ['phone'],
    format: 'standard',
    language: 'en',
    recorded_by: staff.personId,
  });
  await world.add('contact_point', {...of, kind: 'phone', value: '+441154960000'});
  await world.add('also_told', {
    ...of,
    representation_id: relation?.id,
    consent: 'For a test',
    recorded_by: staff.personId,
  });
  const batch = await world.add('letter_batch', {council_id: council, made_by: staff.personId});
  const out = {
    ...of,
    notice_id: notice?.id,
    format: 'standard',
    to_name: 'Somebody',
    subject: 'For a test',
    body: 'For a test',
    due_at: new Date(),
  };
  await world.add('delivery', {
    ...out,
    channel: 'letter',
    to_value: 'NG1 5DT',
    state: 'printed',
    letter_batch_id: batch,
  });
  await world.add('delivery', {
    ...out,
    channel: 'email',
    to_value: 'a@b.example',
    state: 'failed',
    failure: 'undeliverable',
  });
  const call = await world.add('delivery', {...out, channel: 'phone', to_value: '+441154960000'});
  await world.add('call_attempt', {
    council_id: council,
    delivery_id: call,
    outcome: 'no_answer',
    called_by: staff.personId,
  });
  await world.add('council_sending', {council_id: council, reference: 'notts', recorded_by: staff.personId});
  await world.add('message_words', {
    council_id: council,
    template: 'visits_answered',
    format: 'standard',
    version: 1,
    subject: 'For a test',
    body: 'For a test',
    written_by: staff.personId,
  });
}
