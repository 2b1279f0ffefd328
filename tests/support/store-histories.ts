import {randomUUID} from 'node:crypto';
import type {StandingHistory, Takeover} from '@app/register';
import type {EntityManager} from 'typeorm';
import type {Histories, RandomMember, RandomScheme} from './random-histories.js';

type Add = (table: string, columns: Record<string, unknown>) => Promise<string>;
type Stored = Omit<RandomScheme, 'versions'> & {
  name: string;
  versions: (RandomScheme['versions'][number] & {id: string})[];
};

const SOMEBODY = randomUUID();

/** Writes made-up histories into the tables as they are, and gives each member's as the pure function takes it. */
export async function storeHistories(
  tx: EntityManager,
  world: Histories,
): Promise<{id: string; history: StandingHistory}[]> {
  const council_id = randomUUID();
  const add: Add = async (table, columns) => {
    const row = {id: randomUUID(), council_id, ...columns};
    const names = Object.keys(row);
    const values = names.map((_, index) => `$${index + 1}`);
    await tx.query(`INSERT INTO ${table} (${names.join()}) VALUES (${values.join()})`, Object.values(row));
    return row.id;
  };
  const schemes: Stored[] = [];
  for (const [index, each] of world.schemes.entries()) schemes.push(await storeScheme(add, `Scheme ${index}`, each));
  const members: {id: string; history: StandingHistory}[] = [];
  for (const member of world.members) {
    const id = await add('member', {kind: 'pa', person_id: randomUUID()});
    const approvals = await storeDecisions(add, id, schemes, member.decisions);
    await storeEvidence(add, id, member);
    await storeMeasures(add, id, member);
    const {evidence, suspensions, terminations} = member;
    members.push({id, history: {approvals, evidence, suspensions, terminations}});
  }
  return members;
}

async function storeScheme(add: Add, name: string, scheme: RandomScheme): Promise<Stored> {
  const scheme_id = await add('scheme', {name, kind: scheme.kind});
  const versions: Stored['versions'] = [];
  for (const version of scheme.versions) {
    const id = await add('scheme_version', {
      scheme_id,
      member_kind: 'pa',
      starts_on: version.startsOn,
      members_from: version.membersFrom,
      created_at: version.createdAt,
    });
    for (const [position, each] of version.requirements.entries()) {
      await add('requirement', {
        scheme_version_id: id,
        position,
        code: each.code,
        kind: each.kind,
        title: each.title,
        needed: each.needed,
        valid_months: each.validMonths,
        counts_from: each.countsFrom,
        on_lapse: each.onLapse,
        grace_days: each.graceDays,
        only_when: each.onlyWhen,
        source: each.source,
      });
    }
    versions.push({...version, id});
  }
  return {...scheme, name, versions};
}

async function storeDecisions(
  add: Add,
  member_id: string,
  schemes: readonly Stored[],
  decisions: RandomMember['decisions'],
): Promise<StandingHistory['approvals']> {
  const approvals: StandingHistory['approvals'] = [];
  for (const {circumstances, outcome, effectiveOn, decidedAt, conditions, ...under} of decisions) {
    const scheme = schemes[under.scheme % schemes.length];
    const version = scheme?.versions[under.version % scheme.versions.length];
    if (!scheme || !version) throw new Error('there is a scheme, with a version');
    const application_id = await add('application', {
      member_id,
      scheme_version_id: version.id,
      circumstances,
      state: outcome === 'declined' ? 'declined' : 'approved',
      opened_by: SOMEBODY,
      submitted_by: SOMEBODY,
      submitted_at: decidedAt,
    });
    const id = await add('decision', {
      member_id,
      application_id,
      outcome,
      reason_code: outcome === 'declined' ? 'incomplete' : null,
      reasons: 'A test',
      decided_by: SOMEBODY,
      decided_at: decidedAt,
      effective_on: effectiveOn,
    });
    for (const each of conditions) {
      await add('approval_condition', {
        member_id,
        decision_id: id,
        text: 'Something',
        due_on: each.dueOn,
        recorded_by: SOMEBODY,
        recorded_at: each.recordedAt,
        met_on: each.metOn,
        met_recorded_by: each.metOn && SOMEBODY,
        met_recorded_at: each.metRecordedAt,
      });
    }
    if (outcome === 'declined') continue;
    const takeovers = scheme.versions.filter(
      (each): each is Takeover & {id: string} => each.membersFrom !== null && each.startsOn > version.startsOn,
    );
    const {requirements} = version;
    const of = {scheme: scheme.name, schemeKind: scheme.kind, circumstances, requirements, takeovers, conditions};
    approvals.push({id, effectiveOn, decidedAt, ...of});
  }
  return approvals;
}

async function storeEvidence(add: Add, member_id: string, {evidence}: RandomMember): Promise<void> {
  for (const each of evidence) {
    const evidence_id = await add('evidence', {
      member_id,
      application_id: randomUUID(),
      requirement: each.requirement,
      kind: 'training',
      number: each.number,
      issued_on: each.issuedOn,
      checked_on: each.checkedOn,
      valid_until: each.validUntil,
      facts: {},
      recorded_by: SOMEBODY,
      recorded_at: each.recordedAt,
    });
    if (!each.voided) continue;
    const {endedOn: ended_on, voidedAt: voided_at} = each.voided;
    const reason = ended_on ? 'ended_early' : 'not_genuine';
    await add('evidence_void', {member_id, evidence_id, reason, ended_on, voided_by: SOMEBODY, voided_at});
  }
}

async function storeMeasures(add: Add, member_id: string, {suspensions, terminations}: RandomMember): Promise<void> {
  for (const {startsAt, endsAt, recordedAt, liftedAt} of suspensions) {
    await add('suspension', {
      member_id,
      starts_at: startsAt,
      ends_at: endsAt,
      recorded_by: SOMEBODY,
      recorded_at: recordedAt,
      lifted_by: endsAt && SOMEBODY,
      lifted_at: liftedAt,
    });
  }
  for (const {startsOn, liftedOn, recordedAt, liftedAt} of terminations) {
    await add('sanction', {
      member_id,
      kind: 'termination',
      starts_on: startsOn,
      reason: 'A test',
      recorded_by: SOMEBODY,
      recorded_at: recordedAt,
      lifted_on: liftedOn,
      lifted_by: liftedOn && SOMEBODY,
      lifted_at: liftedAt,
    });
  }
}
