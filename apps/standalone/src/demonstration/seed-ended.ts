import {addDays, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {seedEnded, type EndedApplication, type Seeding} from '@app/register';
import {addPeople} from './seed-people.js';

const FIRST = ['Ada', 'Ben', 'Chidi', 'Dawn', 'Elif', 'Femi', 'Gwen', 'Hana', 'Idris'];
const LAST = ['Archer', 'Bello', 'Carter', 'Dhillon', 'Ellis'];

/** How they ended, so many of each: enough to be shown, and some too few to be. */
const OUTCOMES: readonly (readonly [EndedApplication['outcome'], number])[] = [
  ['approved', 21],
  ['incomplete', 9],
  ['requirements_not_met', 6],
  ['customers_wellbeing', 2],
  ['withdrawn', 7],
];

/** Applications of the past year that have ended: what the manager's figures are about. None of them has a listing. */
export async function seedEndedApplications(tx: Tx, seeding: Seeding): Promise<void> {
  const names = LAST.flatMap((last) => FIRST.map((first) => `${first} ${last}`));
  const people = await addPeople(tx, seeding.councilId, names);
  const members = await tx.query<{id: string}[]>(
    `INSERT INTO member (council_id, kind, person_id) SELECT $1, 'pa', unnest($2::uuid[]) RETURNING id`,
    [seeding.councilId, [...people.values()]],
  );
  const outcomes = OUTCOMES.flatMap(([outcome, count]) => Array.from({length: count}, () => outcome));
  const today = londonDay(new Date());
  const ended = outcomes.flatMap((outcome, index): EndedApplication[] => {
    const member = members[index];
    if (!member) return [];
    const days = {
      draft: (index * 5) % 9,
      submitted: (index * 3) % 8,
      inChecks: 12 + ((index * 11) % 37),
      ready: (index * 7) % 10,
    };
    return [{memberId: member.id, openedOn: addDays(today, -90 - ((index * 23) % 240)), days, outcome}];
  });
  await seedEnded(tx, seeding, ended);
  await seedEnquiries(tx, seeding.councilId);
}

/** Where people heard of the register, over the past year. */
const SOURCES = {
  council_website: 19,
  word_of_mouth: 14,
  social_media: 11,
  job_centre: 7,
  event: 6,
  leaflet: 3,
  college: 2,
};

async function seedEnquiries(tx: Tx, councilId: string): Promise<void> {
  await tx.query(
    `INSERT INTO enquiry (council_id, name, email, wants, source, channel, received_at)
     SELECT $1, 'Made-up enquiry', 'enquiry' || n || '.' || s.source || '@demo.example', 'pa', s.source, 'online',
            now() - make_interval(days => (3 + n * 17) % 350)
     FROM jsonb_each_text($2) AS s (source, count) CROSS JOIN LATERAL generate_series(1, s.count::integer) AS n`,
    [councilId, JSON.stringify(SOURCES)],
  );
}
