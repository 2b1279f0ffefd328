import type {AuditRecord} from '@app/identity';
import type {KnownEntry} from './known-members.js';
import type {Plan} from './plan-import.js';
import type {Making} from './write-created.js';
import {writeEvidence} from './write-evidence.js';

/**
 * People whom an earlier import took in: newer evidence is added, and names and addresses are as they are now.
 * @returns their ids as members
 */
export async function writeChanged(making: Making, plans: readonly Plan[]): Promise<string[]> {
  if (plans.length === 0) return [];
  const {tx, prepared, confirmedBy, people, audit} = making;
  const known = plans.flatMap((plan) => (plan.entry ? [{...plan, entry: plan.entry}] : []));
  const evidence = await writeEvidence(
    tx,
    prepared,
    known.flatMap(({entry, newEvidence}) => newEvidence.map((each) => ({...each, ...idsOf(entry)}))),
  );
  const renamed = known.filter(({entry, content}) => entry.name !== content.name);
  const isPerson = prepared.memberKind === 'pa' || prepared.memberKind === 'broker';
  await people.rename(
    tx,
    isPerson ? 'person' : 'organisation',
    new Map(renamed.map(({entry, content}) => [entry.subjectId, content.name])),
  );
  await tx.query(
    `UPDATE former_register_entry f SET import_id = $1, name = e.name, reference = coalesce(e.reference, f.reference),
            email = coalesce(e.email::citext, f.email), postcode = coalesce(e.postcode, f.postcode)
     FROM jsonb_to_recordset($2) AS e ("memberId" uuid, reference text, email text, name text, postcode text)
     WHERE f.member_id = e."memberId"`,
    [prepared.id, JSON.stringify(known.map(({entry, content}) => ({...content, memberId: entry.memberId})))],
  );
  await audit.recordAll(
    tx,
    known.map(({row, entry, changes}): AuditRecord => ({
      councilId: prepared.councilId,
      actorId: confirmedBy,
      action: 'application.import_changed',
      subject: {kind: 'application', id: entry.applicationId},
      after: {
        ...{importId: prepared.id, row, preparedBy: prepared.preparedBy, changes},
        records: evidence.get(entry.applicationId) ?? [],
      },
    })),
  );
  return known.map(({entry}) => entry.memberId);
}

const idsOf = ({memberId, applicationId}: KnownEntry) => ({memberId, applicationId});
