import {registerScheme, DEFAULT_PA_REQUIREMENTS} from '@app/register';
import {addDays, londonDay, type Day} from '@app/kernel';
import type {DataSource, EntityManager} from 'typeorm';
import type {BenchReport} from './bench.js';
import {benchSession} from './bench-session.js';
import {facts, NUMBERED, openApplications, PEOPLE, type Desk} from './open-applications.js';

/** A council's register as it is after five years. */
export interface RegisterWorld {
  councilId: string;
  /** Gathers; decides. Each signed in. */
  officer: Staff;
  approver: Staff;
  desk: Desk;
  today: Day;
}

export interface Staff {
  personId: string;
  token: string;
}

export interface RegisterSizes {
  members: number;
  /** Applications that are not decided yet, of members beside those. */
  open: number;
}

const SCHEME = 'Support with Confidence';
const YEAR = 365;
const HANDLERS = 8;

/**
 * Members with five years behind them: approved at different times, a third of them again lately; what lapses was
 * renewed, by a tenth of them not; evidence withdrawn, suspensions, terminations, conditions; a version of the scheme
 * that took them over. Written past the rules, which would be asked two million times.
 */
export async function makeRegister(
  superuser: DataSource,
  {members, open}: RegisterSizes,
  report: BenchReport,
): Promise<RegisterWorld> {
  const today = londonDay(new Date());
  const world = await superuser.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    const councilId = await one(
      tx,
      `INSERT INTO council (code, name, area, email, phone, phone_hours)
       VALUES ('bench', 'Bench County Council', 'Bench', 'bench@bench.example', '0115 000 0000', 'Always') RETURNING id`,
    );
    const officer = await staff(tx, councilId, 'officer');
    const approver = await staff(tx, councilId, 'approver');
    const [first, second, third] = await versions(tx, councilId, today);
    report.note(`register: making up ${members} members with five years of history and ${open} open applications …`);
    await tx.query(PEOPLE, [councilId, members]);
    for (const [statement, ...rest] of [
      [APPROVED, members, first, officer.personId, addDays(today, -5 * YEAR)],
      [APPROVED_AGAIN, members, third, officer.personId, addDays(today, -YEAR)],
      [DECIDED, approver.personId],
      [EVIDENCE, second, officer.personId, today],
      [WITHDRAWN, officer.personId, today],
      [SUSPENDED, officer.personId, today],
      [TERMINATED, approver.personId, today],
      [CONDITIONS, approver.personId],
    ] as const) {
      await tx.query(statement, [councilId, ...rest]);
    }
    const handlerIds = [officer.personId];
    for (let number = 2; number <= HANDLERS; number += 1) {
      handlerIds.push((await staff(tx, councilId, 'officer', ` ${number}`)).personId);
    }
    const desk: Desk = {councilId, versionId: third, gathererId: officer.personId, handlerIds};
    await openApplications(tx, desk, open, ['submitted', 'in_checks', 'ready']);
    return {councilId, officer, approver, desk, today};
  });
  await superuser.query(`VACUUM ANALYZE`);
  return world;
}

async function one(tx: EntityManager, statement: string, values: unknown[] = []): Promise<string> {
  const [row] = await tx.query<{id: string}[]>(statement, values);
  if (!row) throw new Error('nothing was made');
  return row.id;
}

async function staff(tx: EntityManager, councilId: string, role: 'officer' | 'approver', number = ''): Promise<Staff> {
  const name = `${role}${number}`;
  const personId = await one(tx, `INSERT INTO person (council_id, name) VALUES ($1, $2) RETURNING id`, [
    councilId,
    name,
  ]);
  const accountId = await one(
    tx,
    `INSERT INTO account (council_id, person_id, email, password_hash) VALUES ($1, $2, $3, 'none') RETURNING id`,
    [councilId, personId, `${name.replace(' ', '')}@bench.example`],
  );
  await tx.query(`INSERT INTO role_grant (council_id, person_id, role, starts_on) VALUES ($1, $2, $3, '2015-01-01')`, [
    councilId,
    personId,
    role,
  ]);
  return {personId, token: await benchSession(tx, councilId, accountId)};
}

/** As the scheme was; what took everybody over three years ago, asking for first aid too; what new applicants get. */
async function versions(tx: EntityManager, councilId: string, today: Day): Promise<[string, string, string]> {
  const [training] = DEFAULT_PA_REQUIREMENTS.filter((each) => each.kind === 'training');
  if (!training) throw new Error('the default asks for training');
  const firstAid = {
    ...training,
    code: 'first_aid',
    title: 'Training: first aid',
    onLapse: 'grace',
    graceDays: 28,
  } as const;
  const made = async (startsOn: Day, requirements: typeof DEFAULT_PA_REQUIREMENTS) => {
    const version = {councilId, name: SCHEME, kind: 'accredited', memberKind: 'pa', startsOn, requirements} as const;
    const {versionId} = await registerScheme(tx, version);
    await tx.query(`UPDATE scheme_version SET created_at = $2::date - 90 WHERE id = $1`, [versionId, startsOn]);
    return versionId;
  };
  const first = await made(addDays(today, -8 * YEAR), DEFAULT_PA_REQUIREMENTS);
  const second = await made(addDays(today, -3 * YEAR), [...DEFAULT_PA_REQUIREMENTS, firstAid]);
  await tx.query(`UPDATE scheme_version SET members_from = starts_on + 90 WHERE id = $1`, [second]);
  const third = await made(addDays(today, -2 * YEAR), [...DEFAULT_PA_REQUIREMENTS, firstAid]);
  return [first, second, third];
}

/** Over the first two of the five years. */
const APPROVED = `
  INSERT INTO application (council_id, member_id, scheme_version_id, circumstances, state, opened_by, opened_at,
                           submitted_by, submitted_at, ready_at, closed_at)
  SELECT $1, m.id, $3, CASE WHEN n % 2 = 0 THEN ARRAY['self_employed', 'regulated_activity']
                            ELSE ARRAY['regulated_activity'] END, 'approved', $4::uuid, day, $4, day, day, day
  FROM ${NUMBERED} CROSS JOIN LATERAL (SELECT ($5::date + n % 700)::timestamptz AS day) made
  WHERE n <= $2`;

const APPROVED_AGAIN = `
  INSERT INTO application (council_id, member_id, scheme_version_id, circumstances, state, opened_by, opened_at,
                           submitted_by, submitted_at, ready_at, closed_at)
  SELECT $1, m.id, $3, ARRAY['regulated_activity'], 'approved', $4::uuid, day, $4, day, day, day
  FROM ${NUMBERED} CROSS JOIN LATERAL (SELECT ($5::date + n % 300)::timestamptz AS day) made
  WHERE n <= $2 AND n % 3 = 0`;

const DECIDED = `
  INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, decided_at, effective_on)
  SELECT $1, member_id, id,
         CASE WHEN hashtext(id::text) % 20 = 0 THEN 'approved_with_conditions' ELSE 'approved' END,
         'All that the scheme asks for was seen.', $2, closed_at, closed_at::date
  FROM application WHERE council_id = $1 AND state = 'approved'`;

/** Everything that the second version asks, renewed a little before it lapses; one in ten stopped renewing after a while. */
const EVIDENCE = `
  INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on, facts,
                        recorded_by, recorded_at)
  SELECT $1, a.member_id, a.id, r.code, r.kind, place, issued_on, issued_on + 5, ${facts('$3', 'issued_on + 5')}, $3, issued_on + 5
  FROM (SELECT DISTINCT ON (member_id) * FROM application WHERE council_id = $1 AND state = 'approved'
        ORDER BY member_id, closed_at) a
  JOIN requirement r ON r.scheme_version_id = $2 AND (r.only_when IS NULL OR r.only_when = ANY (a.circumstances))
  CROSS JOIN LATERAL generate_series(1, r.needed) AS place
  CROSS JOIN LATERAL generate_series(
    a.closed_at - interval '10 days',
    CASE WHEN r.valid_months IS NULL THEN a.closed_at
         WHEN hashtext(a.member_id::text) % 10 = 0 THEN a.closed_at + interval '30 months' ELSE $4::date - 6 END,
    make_interval(days => coalesce(r.valid_months, 1) * 30 - 14)) AS renewed
  CROSS JOIN LATERAL (SELECT renewed::date AS issued_on) paper`;

const WITHDRAWN = `
  INSERT INTO evidence_void (council_id, member_id, evidence_id, reason, ended_on, voided_by, voided_at)
  SELECT $1, member_id, id, reason, CASE WHEN reason = 'ended_early' THEN day END, $2, day
  FROM evidence
  CROSS JOIN LATERAL (
    SELECT least(checked_on + 40, $3::date) AS day,
           CASE WHEN hashtext(id::text) % 2 = 0 THEN 'ended_early' ELSE 'not_genuine' END AS reason
  ) made
  WHERE council_id = $1 AND hashtext(id::text) % 50 = 0`;

/** One in twenty was suspended for some weeks, one in a hundred is. */
const SUSPENDED = `
  INSERT INTO suspension (council_id, member_id, starts_at, recorded_at, recorded_by, ends_at, lifted_at, lifted_by)
  SELECT $1, m.id, day, day, $2::uuid, ends, ends, CASE WHEN ends IS NOT NULL THEN $2 END
  FROM ${NUMBERED}
  CROSS JOIN LATERAL (SELECT ($3::date - n % 900)::timestamptz AS day) began
  CROSS JOIN LATERAL (SELECT CASE WHEN n % 100 <> 0 THEN day + interval '30 days' END AS ends) ended
  WHERE n % 20 = 0`;

const TERMINATED = `
  INSERT INTO sanction (council_id, member_id, kind, starts_on, reason, recorded_by, recorded_at)
  SELECT $1, m.id, CASE WHEN n % 100 = 1 THEN 'termination' ELSE 'warning' END, day, 'Made up', $2, day
  FROM ${NUMBERED} CROSS JOIN LATERAL (SELECT $3::date - n % 900 AS day) made
  WHERE n % 25 = 1`;

const CONDITIONS = `
  INSERT INTO approval_condition (council_id, member_id, decision_id, text, due_on, recorded_by, recorded_at, met_on,
                                  met_recorded_by, met_recorded_at)
  SELECT $1, member_id, id, 'Made up', effective_on + 90, $2::uuid, decided_at, met, CASE WHEN met IS NOT NULL THEN $2 END, met
  FROM decision
  CROSS JOIN LATERAL (SELECT CASE WHEN hashtext(id::text) % 3 <> 0 THEN effective_on + 60 END AS met) done
  WHERE council_id = $1 AND outcome = 'approved_with_conditions'`;

/** More applications that wait for nothing but their decision. */
export async function makeReady(superuser: DataSource, {desk}: RegisterWorld, count: number): Promise<void> {
  await superuser.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await openApplications(tx, desk, count, ['ready']);
  });
  await superuser.query(`VACUUM ANALYZE`);
}
