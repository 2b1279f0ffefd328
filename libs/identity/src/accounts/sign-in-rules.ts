import {DomainError} from '@app/kernel';
import type {Tx} from '@app/platform';
import {CouncilSignIn} from './council-sign-in.entity.js';

/** What their council says today of how somebody signs in: staff have rules of their own. */
export async function signInRules(tx: Tx, personId: string): Promise<CouncilSignIn> {
  const [found] = await tx.query<{id: string}[]>(`SELECT id FROM sign_in_rules($1)`, [personId]);
  return tx.findOneByOrFail(CouncilSignIn, {id: found?.id ?? ''});
}

type Rules = Omit<CouncilSignIn, 'id' | 'councilId' | 'createdAt'>;
export type SignInRulesChange = Partial<Rules> & Pick<Rules, 'roleGroup' | 'startsOn' | 'source'>;

/**
 * Sets some of them from a day on, and keeps the others as they were.
 * @param tx of that council, or of the owner of the tables
 */
export async function setSignInRules(
  tx: Tx,
  councilId: string,
  {roleGroup, startsOn, source, recordedBy, ...changes}: SignInRulesChange,
): Promise<void> {
  await tx.query(
    `INSERT INTO council_sign_in (council_id, role_group, starts_on, local_accounts, second_factor, idle_minutes,
                                  absolute_minutes, fresh_minutes, link_minutes, source, recorded_by)
     SELECT council_id, role_group, $3, coalesce($4, local_accounts), coalesce($5, second_factor),
            coalesce($6, idle_minutes), coalesce($7, absolute_minutes), coalesce($8, fresh_minutes), coalesce($11, link_minutes), $9, $10
     FROM council_sign_in WHERE council_id = $1 AND role_group = $2
     ORDER BY starts_on DESC, created_at DESC, id DESC LIMIT 1`,
    [
      ...[councilId, roleGroup, startsOn, changes.localAccounts ?? null, changes.secondFactor ?? null],
      ...[changes.idleMinutes ?? null, changes.absoluteMinutes ?? null, changes.freshMinutes ?? null],
      ...[source, recordedBy ?? null, changes.linkMinutes ?? null],
    ],
  );
}

export function signInElsewhere(): DomainError {
  return new DomainError(
    'forbidden',
    'LOCAL_SIGN_IN_NOT_ALLOWED',
    'Your council asks its staff to sign in with their work account.',
  );
}
