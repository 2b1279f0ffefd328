import {randomUUID} from 'node:crypto';
import type {StandingHistory} from '@app/register';
import type {EntityManager} from 'typeorm';
import type {Histories, RandomVersion} from './random-histories.js';

/** Writes made-up histories into the tables as they are, and gives each member's as the pure function takes it. */
export async function storeHistories(
  tx: EntityManager,
  world: Histories,
): Promise<{id: string; history: StandingHistory}[]> {
  const council_id = randomUUID();
  const add = async (table: string, columns: Record<string, unknown>): Promise<string> => {
    const row = {id: randomUUID(), council_id, ...columns};
    const names = Object.keys(row);
    const values = names.map((_, index) => `$${index + 1}`);
    await tx.query(`INSERT INTO ${table} (${names.join()}) VALUES (${values.join()})`, Object.values(row));
    return row.id;
  };
  const somebody = randomUUID();
  const versions: (RandomVersion & {id: string; scheme: string})[] = [];
  for (const {schemeKind, requirements} of world.versions) {
    const scheme = `Scheme ${versions.length}`;
    const scheme_id = await add('scheme', {name: scheme, kind: schemeKind});
    const id = await add('scheme_version', {scheme_id, member_kind: 'pa', starts_on: '2020-01-01'});
    for (const [position, each] of requirements.entries()) {
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
        only_when: each.onlyWhen,
        source: each.source,
      });
    }
    versions.push({id, scheme, schemeKind, requirements});
  }
  const members: {id: string; history: StandingHistory}[] = [];
  for (const {decisions, evidence, suspensions} of world.members) {
    const member_id = await add('member', {kind: 'pa', person_id: randomUUID()});
    const approvals: StandingHistory['approvals'] = [];
    for (const {version: index, circumstances, outcome, effectiveOn, decidedAt} of decisions) {
      const version = versions[index];
      if (!version) throw new Error('there are three versions');
      const application_id = await add('application', {
        member_id,
        scheme_version_id: version.id,
        circumstances,
        state: outcome === 'declined' ? 'declined' : 'approved',
        opened_by: somebody,
        submitted_by: somebody,
        submitted_at: decidedAt,
      });
      const id = await add('decision', {
        member_id,
        application_id,
        outcome,
        reason_code: outcome === 'declined' ? 'incomplete' : null,
        conditions: outcome === 'approved_with_conditions' ? 'Something' : null,
        reasons: 'A test',
        decided_by: somebody,
        decided_at: decidedAt,
        effective_on: effectiveOn,
      });
      const {scheme, schemeKind, requirements} = version;
      if (outcome !== 'declined')
        approvals.push({id, effectiveOn, decidedAt, scheme, schemeKind, circumstances, requirements});
    }
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
        recorded_by: somebody,
      });
      if (each.voided) {
        const ended_on = each.voided.endedOn;
        const reason = ended_on ? 'ended_early' : 'not_genuine';
        await add('evidence_void', {member_id, evidence_id, reason, ended_on, voided_by: somebody});
      }
    }
    for (const {startsAt, endsAt} of suspensions) {
      const lifted_by = endsAt ? somebody : null;
      await add('suspension', {
        member_id,
        starts_at: startsAt,
        ends_at: endsAt,
        recorded_by: somebody,
        recorded_at: startsAt,
        lifted_by,
        lifted_at: endsAt,
      });
    }
    members.push({id: member_id, history: {approvals, evidence, suspensions}});
  }
  return members;
}
