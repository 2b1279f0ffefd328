import {randomUUID} from 'node:crypto';
import type {World} from './people.js';

interface TestScheme {
  name: string;
  kind: 'information' | 'accredited';
  /** When the one thing asked for, who they are, was checked. */
  checkedOn?: string;
}

/** Puts a member on the register through a scheme that lists for information, decided long ago by somebody else. */
export function listMember(world: World, councilId: string, memberId: string): Promise<void> {
  return register(world, councilId, memberId, {name: `Scheme ${randomUUID()}`, kind: 'information'});
}

/** The same through a scheme that checks, and did so on this day. */
export function accreditMember(world: World, councilId: string, memberId: string, checkedOn: string): Promise<void> {
  return register(world, councilId, memberId, {name: 'Support with Confidence', kind: 'accredited', checkedOn});
}

async function register(
  world: World,
  councilId: string,
  memberId: string,
  {name, kind, checkedOn}: TestScheme,
): Promise<void> {
  const [found] = await world.owner.query<{kind: string}[]>(`SELECT kind FROM member WHERE id = $1`, [memberId]);
  const person = await world.add('person', {council_id: councilId, name: 'Officer'});
  await world.owner.query(
    `INSERT INTO scheme (council_id, name, kind) VALUES ($1, $2, $3) ON CONFLICT (council_id, name) DO NOTHING`,
    [councilId, name, kind],
  );
  const [scheme] = await world.owner.query<{id: string}[]>(
    `SELECT id FROM scheme WHERE council_id = $1 AND name = $2`,
    [councilId, name],
  );
  await world.owner.transaction(async (tx) => {
    // The register's own rules on who decides are its own tests' matter.
    await tx.query(`SET LOCAL session_replication_role = replica`);
    const [version] = await tx.query<{id: string}[]>(
      `INSERT INTO scheme_version (council_id, scheme_id, member_kind, starts_on) VALUES ($1, $2, $3, '2020-01-01')
       ON CONFLICT (scheme_id, member_kind, starts_on) DO UPDATE SET starts_on = EXCLUDED.starts_on RETURNING id`,
      [councilId, scheme?.id, found?.kind],
    );
    const [application] = await tx.query<{id: string}[]>(
      `INSERT INTO application (council_id, member_id, scheme_version_id, state, opened_by, submitted_by, submitted_at)
       VALUES ($1, $2, $3, 'approved', $4, $4, now()) RETURNING id`,
      [councilId, memberId, version?.id, person],
    );
    await tx.query(
      `INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
       VALUES ($1, $2, $3, 'approved', 'For a test', $4, '2020-01-01')`,
      [councilId, memberId, application?.id, person],
    );
    if (!checkedOn) return;
    await tx.query(
      `INSERT INTO requirement (council_id, scheme_version_id, position, code, kind, title, needed, counts_from, on_lapse, source)
       VALUES ($1, $2, 1, 'identity', 'identity', 'Who they are', 1, 'checked', 'delist', 'A test')
       ON CONFLICT (scheme_version_id, code) DO NOTHING`,
      [councilId, version?.id],
    );
    await tx.query(
      `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, checked_on, facts, recorded_by)
       VALUES ($1, $2, $3, 'identity', 'identity', 1, $4, '{}', $5)`,
      [councilId, memberId, application?.id, checkedOn, person],
    );
  });
}

/** So many more PAs on the register, by a scheme that lists for information. */
export async function listMany(world: World, councilId: string, howMany: number): Promise<void> {
  const person = await world.add('person', {council_id: councilId, name: 'Officer'});
  const scheme = await world.add('scheme', {
    council_id: councilId,
    name: `Scheme ${randomUUID()}`,
    kind: 'information',
  });
  const version = await world.add('scheme_version', {
    council_id: councilId,
    scheme_id: scheme,
    member_kind: 'pa',
    starts_on: '2020-01-01',
  });
  await world.owner.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(
      `WITH people AS (
         INSERT INTO person (council_id, name) SELECT $1, 'One of many' FROM generate_series(1, $4) RETURNING id
       ), members AS (
         INSERT INTO member (council_id, kind, person_id) SELECT $1, 'pa', id FROM people RETURNING id
       ), applications AS (
         INSERT INTO application (council_id, member_id, scheme_version_id, state, opened_by, submitted_by, submitted_at)
         SELECT $1, id, $2, 'approved', $3::uuid, $3::uuid, now() FROM members RETURNING id, member_id
       )
       INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
       SELECT $1, member_id, id, 'approved', 'For a test', $3, '2020-01-01' FROM applications`,
      [councilId, version, person, howMany],
    );
  });
}

/** Takes a member off the register from now on. */
export async function suspendMember(world: World, councilId: string, memberId: string): Promise<void> {
  const person = await world.add('person', {council_id: councilId, name: 'Officer'});
  await world.add('suspension', {
    council_id: councilId,
    member_id: memberId,
    starts_at: new Date(Date.now() - 1_000),
    recorded_by: person,
  });
}
