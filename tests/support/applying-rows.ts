import {randomBytes} from 'node:crypto';
import type {TestPerson, World} from './people.js';

/** What an applicant told, and whom they named. */
export async function applyingRows(
  world: World,
  council: string,
  application: string,
  officer: TestPerson,
): Promise<void> {
  await world.add('enquiry', {
    council_id: council,
    name: 'Enquiring Person',
    email: 'enquiring@people.example',
    wants: 'pa',
    source: 'event',
    channel: 'online',
  });
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
