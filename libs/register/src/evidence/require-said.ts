import type {Tx} from '@app/platform';
import {saidByOthers} from '../register.errors.js';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';

/**
 * Where the scheme does not leave a requirement to officers alone, whoever it names has to have spoken first: the
 * applicant answered about it in this application, or a referee's reference is accepted. The database refuses it too.
 * @throws RECORDED_BY_OTHERS
 */
export async function requireSaid(tx: Tx, applicationId: string, {code, recordedBy}: RequirementTerms): Promise<void> {
  if (recordedBy.includes('officer')) return;
  const [row] = await tx.query<{said: boolean}[]>(`SELECT said_by_others($1, $2, $3) AS said`, [
    applicationId,
    code,
    recordedBy,
  ]);
  if (!row?.said) throw saidByOthers(recordedBy.includes('applicant') ? 'applicant' : 'referee');
}
