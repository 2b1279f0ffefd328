import type {AuditRecord, AuditTrail, PeopleInBulk} from '@app/identity';
import type {Tx} from '@app/platform';
import type {RegisterImport} from './import.entity.js';
import type {Plan} from './plan-import.js';
import {writeEvidence} from './write-evidence.js';

export interface Making {
  tx: Tx;
  prepared: RegisterImport;
  confirmedBy: string;
  now: Date;
  people: PeopleInBulk;
  audit: AuditTrail;
  /** Comes before the decisions. */
  beforeApproval: (memberIds: readonly string[]) => Promise<void>;
}

const REASONS = 'Taken over from the council’s former register, as it says there.';

/** The rules look things up by key only where the database knows how much there is. */
const COUNT = `SELECT register_statistics()`;

/**
 * People who are new here: member, application, evidence and decision, a statement each for all of them, through every
 * rule of the database. The application is opened and its evidence recorded by whoever prepared, and decided by
 * whoever confirms.
 * @returns their ids as members
 */
export async function writeCreated(making: Making, plans: readonly Plan[]): Promise<string[]> {
  if (plans.length === 0) return [];
  const {tx, prepared, confirmedBy, now} = making;
  const {councilId, id: importId, schemeVersionId, preparedBy} = prepared;
  const memberIds = await membersOf(making, plans);
  const applications = await tx.query<{id: string; memberId: string}[]>(
    `INSERT INTO application (council_id, member_id, scheme_version_id, circumstances, opened_by, opened_at, register_import_id)
     SELECT $1, r.member, $2, string_to_array(r.circumstances, ' '), $3, $4, $5
     FROM unnest($6::uuid[], $7::text[]) AS r (member, circumstances)
     RETURNING id, member_id AS "memberId"`,
    [
      ...[councilId, schemeVersionId, preparedBy, now, importId],
      memberIds,
      plans.map(({content}) => content.circumstances.join(' ')),
    ],
  );
  const applicationOf = new Map(applications.map((each) => [each.memberId, each.id]));
  const move = (state: string, rest = '') =>
    tx.query(
      `UPDATE application SET state = $2 ${rest} WHERE register_import_id = $1 AND $3::timestamptz IS NOT NULL`,
      [importId, state, now],
    );
  await move('submitted', ', submitted_by = opened_by, submitted_at = $3');
  await tx.query(COUNT);
  const evidence = await writeEvidence(
    tx,
    prepared,
    plans.flatMap(({newEvidence}, index) => {
      const memberId = memberIds[index] ?? '';
      return newEvidence.map((each) => ({...each, memberId, applicationId: applicationOf.get(memberId) ?? ''}));
    }),
  );
  await tx.query(COUNT);
  await move('ready', ', ready_at = $3');
  await making.beforeApproval(memberIds);
  const decisions = await tx.query<{applicationId: string; proof: object}[]>(
    `INSERT INTO decision (council_id, member_id, application_id, outcome, reasons, decided_by, effective_on)
     SELECT $1, r.member, a.id, 'approved', $2, $3, r.approved
     FROM unnest($4::uuid[], $5::date[]) AS r (member, approved)
     JOIN application a ON a.member_id = r.member AND a.register_import_id = $6
     RETURNING application_id AS "applicationId", record_proof(decision) AS proof`,
    [councilId, REASONS, confirmedBy, memberIds, plans.map(({content}) => content.approvedOn), importId],
  );
  await move('approved', ', closed_at = $3');
  await writeEntries(making, plans, memberIds);
  const decided = new Map(decisions.map((each) => [each.applicationId, each.proof]));
  await making.audit.recordAll(
    tx,
    plans.map(({row, content}, index): AuditRecord => {
      const memberId = memberIds[index] ?? '';
      const id = applicationOf.get(memberId) ?? '';
      return {
        councilId,
        actorId: confirmedBy,
        action: 'application.imported',
        subject: {kind: 'application', id},
        after: {
          ...{importId, row, memberId, preparedBy, effectiveOn: content.approvedOn},
          records: [decided.get(id), ...(evidence.get(id) ?? [])],
        },
      };
    }),
  );
  return memberIds;
}

async function membersOf({tx, prepared, people}: Making, plans: readonly Plan[]): Promise<string[]> {
  const {councilId, memberKind} = prepared;
  const isPerson = memberKind === 'pa' || memberKind === 'broker';
  const strangers = plans.filter((each) => !each.personId);
  const added = await people.add(
    tx,
    councilId,
    isPerson ? 'person' : 'organisation',
    strangers.map((each) => each.content.name),
  );
  const subjects = plans.map(({personId}) => personId ?? added.shift() ?? '');
  const column = isPerson ? 'person_id' : 'organisation_id';
  const rows = await tx.query<{id: string; subject: string}[]>(
    `WITH made AS (
       INSERT INTO member (council_id, kind, ${column}) SELECT $1, $2, unnest($3::uuid[])
       ON CONFLICT (${column}) DO NOTHING RETURNING id, ${column} AS subject)
     SELECT id, subject FROM made
     UNION SELECT id, ${column} FROM member WHERE ${column} = ANY($3)`,
    [councilId, memberKind, subjects],
  );
  const ids = new Map(rows.map((each) => [each.subject, each.id]));
  return subjects.map((each) => ids.get(each) ?? '');
}

async function writeEntries(
  {tx, prepared}: Making,
  plans: readonly Plan[],
  memberIds: readonly string[],
): Promise<void> {
  const column = (name: 'reference' | 'email' | 'name' | 'postcode') => plans.map(({content}) => content[name]);
  await tx.query(
    `INSERT INTO former_register_entry (council_id, import_id, member_id, reference, email, name, postcode)
     SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::citext[], $6::text[], $7::text[])`,
    [
      ...[prepared.councilId, prepared.id, memberIds],
      ...[column('reference'), column('email'), column('name'), column('postcode')],
    ],
  );
}
