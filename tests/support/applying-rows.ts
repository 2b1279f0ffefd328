import {randomBytes} from 'node:crypto';
import type {TestPerson, World} from './people.js';

/** A row of all that is kept of an enterprise on its way. */
async function developmentRows(world: World, council: string, enquiry: string, officer: TestPerson): Promise<void> {
  const own = {council_id: council, starts_on: '2020-01-01', source: 'For a test'};
  await world.add('development_rule', {...own, most_fte: 8, check_months: 12, tasks: ['insurance']});
  const development = await world.add('development', {
    council_id: council,
    enquiry_id: enquiry,
    begun_by: officer.personId,
  });
  await world.add(
    'development_task',
    {council_id: council, development_id: development, task: 'insurance'},
    'development_id',
  );
  await world.add('development_event', {
    council_id: council,
    development_id: development,
    kind: 'note',
    text: 'For a test',
    recorded_by: officer.personId,
  });
}

/** What an applicant told, and whom they named. */
export async function applyingRows(
  world: World,
  council: string,
  application: string,
  officer: TestPerson,
): Promise<void> {
  const enquiry = await world.add('enquiry', {
    council_id: council,
    name: 'Enquiring Person',
    email: 'enquiring@people.example',
    wants: 'business',
    source: 'event',
    channel: 'online',
  });
  await developmentRows(world, council, enquiry, officer);
  const said = {council_id: council, application_id: application, channel: 'paper'};
  await world.addUnchecked('application_answer', {
    ...said,
    question: 'phone',
    answer: '"01632 960001"',
    answered_by: officer.personId,
  });
  await world.addUnchecked('evidence_file', {
    ...said,
    requirement: 'insurance',
    name: 'policy.pdf',
    media_type: 'application/pdf',
    bytes: 1,
    uploaded_by: officer.personId,
  });
  const referee = await world.addUnchecked('referee', {
    ...said,
    requirement: 'reference',
    number: 1,
    name: 'Referee Person',
    email: 'referee@people.example',
    relationship: 'employer',
    known_for: 'over_3',
    named_by: officer.personId,
  });
  await world.addUnchecked('reference_link', {
    council_id: council,
    referee_id: referee,
    token_hash: randomBytes(32),
    reminder: false,
    sent_at: new Date(0),
    expires_at: new Date(1),
  });
  await world.addUnchecked('reference_answer', {
    council_id: council,
    referee_id: referee,
    method: 'form',
    relationship: 'employer',
    known_for: 'over_3',
    would_trust: 'yes',
    about: 'Kind and on time.',
  });
}
