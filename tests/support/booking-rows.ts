import type {TestPerson} from './people.js';
import type {World} from './people.js';
import {STATUS_CHECK} from './scenario.js';

interface Made {
  booking: string;
  visit: string;
  holder: TestPerson;
  engagement: string;
  line: string;
}

/** What becomes of a booking after it was asked for: a row of each. */
export async function bookingRows(
  world: World,
  council: string,
  {booking, visit, holder, engagement, line}: Made,
): Promise<void> {
  const change = await world.add('visit_change', {
    council_id: council,
    booking_id: booking,
    visit_id: visit,
    reach: 'one',
    side: 'holder',
    proposed_by: holder.personId,
  });
  await world.owner.query(
    `INSERT INTO visit_change_time SELECT $1, id, council_id, starts_at, ends_at, price_pence, starts_at + interval '1 hour',
       ends_at + interval '1 hour', price_pence FROM visit WHERE id = $2`,
    [change, visit],
  );
  const person = holder.personId;
  await world.owner.query(
    `INSERT INTO visit_change_yes (change_id, person_id, side, council_id, said_by) VALUES ($1, $2, 'holder', $3, $2)`,
    [change, person, council],
  );
  await world.add('support_pause', {
    ...{council_id: council, holder_id: person, kind: 'holiday', started_by: person},
    ...{from_day: '2020-01-01', until_day: '2020-01-07'},
  });
  await world.owner.query(
    `INSERT INTO booking_payer (booking_id, from_day, line_id, council_id, share_bp) VALUES ($1, '2099-01-01', $2, $3, 10000)`,
    [booking, line, council],
  );
  const version = await world.add('engagement_version', {
    ...{council_id: council, engagement_id: engagement, number: 2, side: 'holder', starts_on: '2099-01-01'},
    ...STATUS_CHECK,
    ...{status: 'self_employed', employer: 'self', notice_hours: 24, late_cancellation_bp: 10_000, pause_bp: 0},
    ...{pause_days: 0, sleep_ins: 'none', holiday: 'none', trial_notice_days: 7, end_notice_days: 28},
    proposed_by: person,
  });
  await world.owner.query(
    `INSERT INTO engagement_version_rate (version_id, band, council_id, unit, rate_pence) VALUES ($1, 'weekday', $2, 'hour', 1500)`,
    [version, council],
  );
  const source = 'For a test';
  await world.add('reminder_rule', {council_id: council, days_before: 1, at_hour: 9, source, starts_on: '2020-01-01'});
  await world.add('cover_rule', {council_id: council, answer_minutes: 20, source, starts_on: '2020-01-01'});
  const request = await world.add('cover_request', {
    ...{council_id: council, visit_id: visit, side: 'holder', asked_by: person, answer_minutes: 20},
  });
  await world.add('cover_ask', {
    ...{council_id: council, request_id: request, position: 1, kind: 'friend', name: 'Fay Friend'},
    ...{phone: '01632 960123', state: 'asked', asked_at: new Date(), answer_by: new Date(Date.now() + 3_600_000)},
  });
}
