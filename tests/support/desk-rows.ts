import type {TestPerson, World} from './people.js';
import {privacyRows} from './privacy-rows.js';

const LONG_AGO = '2020-01-01';

/** A row of all that the desk keeps of an application, written past its rules where they are not what a test is about. */
export async function deskRows(
  world: World,
  council: string,
  ids: {application: string | undefined; member: string; decision: string | undefined},
  officer: TestPerson,
): Promise<void> {
  await world.addUnchecked('application_note', {
    council_id: council,
    application_id: ids.application,
    text: 'For a test',
    written_by: officer.personId,
  });
  await world.addUnchecked('deferral', {
    council_id: council,
    application_id: ids.application,
    until_on: '2099-01-01',
    reasons: 'For a test',
    decided_by: officer.personId,
  });
  await world.add('appeal_period', {
    council_id: council,
    days_to_appeal: 21,
    days_to_answer: 14,
    starts_on: LONG_AGO,
    source: 'For a test',
  });
  await world.addUnchecked('appeal', {
    council_id: council,
    member_id: ids.member,
    against: 'decline',
    decision_id: ids.decision,
    grounds: 'For a test',
    channel: 'letter',
    received_on: LONG_AGO,
    answer_by: LONG_AGO,
    recorded_by: officer.personId,
  });
  await world.add('termination', {
    council_id: council,
    member_id: ids.member,
    reason: 'For a test',
    proposed_by: officer.personId,
  });
  const concern = await world.add('concern', {
    council_id: council,
    member_id: ids.member,
    text: 'For a test',
    recorded_by: officer.personId,
  });
  await world.add('concern_entry', {
    council_id: council,
    concern_id: concern,
    kind: 'note',
    on_day: LONG_AGO,
    text: 'For a test',
    recorded_by: officer.personId,
  });
  await world.add('safeguarding_policy', {
    council_id: council,
    starts_on: LONG_AGO,
    unnamed: true,
    phone: '01632 960001',
    phone_hours: 'Always',
    source: 'For a test',
  });
  await world.add('complaint', {
    council_id: council,
    name: 'Carl Complainer',
    contact: '01632 960002',
    about: 'other',
    text: 'For a test',
  });
  await privacyRows(world, council, officer);
  await world.add('search_missed', {
    council_id: council,
    month: LONG_AGO,
    outcode: 'NG1',
    service: 'pets',
    need: '',
    time_band: '',
  });
  await world.add('search_term', {
    council_id: council,
    meaning: 'same',
    words: ['mash', 'brew'],
    starts_on: LONG_AGO,
    source: 'For a test',
  });
  await world.add('stage_target', {
    council_id: council,
    stage: 'ready',
    days: 7,
    starts_on: LONG_AGO,
    source: 'For a test',
  });
}
