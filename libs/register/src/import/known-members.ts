import type {PeopleInBulk} from '@app/identity';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import type {ImportedEvidence, ImportRow} from './import-row.js';

/** Somebody whom an earlier import took in. */
export interface KnownEntry {
  memberId: string;
  /** The person or organisation. */
  subjectId: string;
  reference: string | null;
  email: string | null;
  name: string;
  postcode: string | null;
  applicationId: string;
  approvedOn: Day;
  evidence: Pick<ImportedEvidence, 'requirement' | 'number' | 'issuedOn' | 'checkedOn' | 'validUntil'>[];
}

/** Somebody with an account here already. */
export interface KnownAccount {
  personId: string;
  memberId: string | null;
  kind: MemberKind | null;
  applied: boolean;
}

export interface Known {
  byReference: Map<string, KnownEntry>;
  byEmail: Map<string, KnownEntry>;
  accounts: Map<string, KnownAccount>;
  /** Names of members of the register, in lower case; with the postcode where an import gave one. */
  names: Set<string>;
}

export const nameKey = (name: string, postcode: string | null) => `${name.toLowerCase()} ${postcode ?? ''}`;

/** Everybody on the register whom these lines could be about, in a few queries for any number of them. */
export async function knownMembers(tx: Tx, people: PeopleInBulk, rows: readonly ImportRow[]): Promise<Known> {
  const references = rows.flatMap((each) => each.reference ?? []);
  const emails = rows.flatMap((each) => each.email ?? []);
  const entries = await tx.query<KnownEntry[]>(ENTRIES, [references, emails]);
  return {
    byReference: new Map(entries.flatMap((each) => (each.reference ? [[each.reference, each]] : []))),
    byEmail: new Map(entries.flatMap((each) => (each.email ? [[each.email.toLowerCase(), each]] : []))),
    accounts: await accountsOf(tx, people, emails),
    names: await namesOf(tx, people, rows),
  };
}

async function accountsOf(tx: Tx, people: PeopleInBulk, emails: string[]): Promise<Map<string, KnownAccount>> {
  const found = await people.withEmail(tx, emails);
  const members = await tx.query<(Omit<KnownAccount, 'memberId'> & {memberId: string})[]>(
    `SELECT person_id AS "personId", m.id AS "memberId", m.kind,
            EXISTS (SELECT FROM application a WHERE a.member_id = m.id) AS applied
     FROM member m WHERE m.person_id = ANY($1)`,
    [found.map((each) => each.id)],
  );
  const byPerson = new Map(members.map((each) => [each.personId, each]));
  const stranger = (personId: string) => ({personId, memberId: null, kind: null, applied: false});
  return new Map(found.map(({id, email}) => [email, byPerson.get(id) ?? stranger(id)]));
}

async function namesOf(tx: Tx, people: PeopleInBulk, rows: readonly ImportRow[]): Promise<Set<string>> {
  const named = await people.named(tx, [...new Set(rows.map((each) => each.name.toLowerCase()))]);
  const members = await tx.query<{subjectId: string; postcode: string | null}[]>(
    `SELECT coalesce(m.person_id, m.organisation_id) AS "subjectId", f.postcode
     FROM member m LEFT JOIN former_register_entry f ON f.member_id = m.id
     WHERE m.person_id = ANY($1) OR m.organisation_id = ANY($1)`,
    [named.map((each) => each.id)],
  );
  const names = new Map(named.map(({id, name}) => [id, name]));
  return new Set(members.map(({subjectId, postcode}) => nameKey(names.get(subjectId) ?? '', postcode)));
}

const ENTRIES = `
  SELECT f.member_id AS "memberId", coalesce(m.person_id, m.organisation_id) AS "subjectId", f.reference, f.email, f.name,
         f.postcode, a.id AS "applicationId", d.effective_on AS "approvedOn",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('requirement', e.requirement, 'number', e.number,
                   'issuedOn', e.issued_on, 'checkedOn', e.checked_on, 'validUntil', e.valid_until)), '[]')
          FROM evidence e WHERE e.member_id = f.member_id) AS evidence
  FROM former_register_entry f
  JOIN member m ON m.id = f.member_id
  JOIN application a ON a.member_id = f.member_id AND a.register_import_id IS NOT NULL
  JOIN decision d ON d.application_id = a.id
  WHERE f.reference = ANY($1) OR f.email = ANY($2::citext[])`;
