import type {Tx} from '@app/platform';
import type {MemberKind} from './requirement-kinds.js';

/** Everybody whom this scheme ever approved as this kind of member: whose standing its versions may bear on. */
export async function membersUnder(tx: Tx, schemeId: string, memberKind: MemberKind): Promise<string[]> {
  const rows = await tx.query<{id: string}[]>(
    `SELECT DISTINCT a.member_id AS id
     FROM scheme_version v JOIN application a ON a.scheme_version_id = v.id
     WHERE v.scheme_id = $1 AND v.member_kind = $2 AND a.state = 'approved'`,
    [schemeId, memberKind],
  );
  return rows.map(({id}) => id);
}
