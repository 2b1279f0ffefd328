import type {TestPerson, World} from './people.js';

const LONG_AGO = '2020-01-01';

interface Whose {
  council: string;
  member: string;
  application: string;
  evidence: string;
  officer: TestPerson;
}

/** What goes with schemes and DBS certificates: a row of each, written past the register’s own rules. */
export async function schemeRows(
  world: World,
  {council, member, application, evidence, officer}: Whose,
): Promise<void> {
  const [organisation] = await world.owner.query<{id: string}[]>(
    `SELECT id FROM organisation WHERE council_id = $1 LIMIT 1`,
    [council],
  );
  const rows: [string, Record<string, unknown>][] = [
    ['dbs_task', {service_code: 'own_service', starts_on: LONG_AGO, source: 'For a test'}],
    [
      'dbs_rule',
      {
        applicant: 'individual',
        regulated: true,
        level: 'enhanced_barred',
        route: 'umbrella_body',
        starts_on: LONG_AGO,
        source: 'For a test',
      },
    ],
    [
      'training_course',
      {title: 'First aid', provider: 'A test', topics: ['first_aid'], starts_on: LONG_AGO, source: 'For a test'},
    ],
    ['update_service_consent', {member_id: member, consents: true, said_on: LONG_AGO, recorded_by: officer.personId}],
    [
      'status_check',
      {
        member_id: member,
        evidence_id: evidence,
        result: 'no_change',
        checked_on: LONG_AGO,
        checked_by: officer.personId,
      },
    ],
    [
      'enterprise_worker',
      {organisation_id: organisation?.id, person_id: officer.personId, from_on: LONG_AGO, named_by: officer.personId},
    ],
    [
      'worker_check',
      {
        ...{
          organisation_id: organisation?.id,
          person_id: officer.personId,
          application_id: application,
          how: 'original',
        },
        ...{level: 'basic', issued_on: LONG_AGO, checked_on: LONG_AGO, seen_by: officer.personId},
        recorded_by: officer.personId,
      },
    ],
    ['risk_assessment', {application_id: application, text: 'For a test', written_by: officer.personId}],
  ];
  for (const [table, columns] of rows) await world.addUnchecked(table, {council_id: council, ...columns});
}
