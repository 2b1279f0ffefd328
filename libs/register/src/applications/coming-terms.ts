import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {loadTerms} from '../standing/load-history.js';
import type {EvidenceDates} from '../scheme/requirement-kinds.js';
import {isVoid, requirementStates} from '../standing/requirement-state.js';
import {termsFrom} from '../standing/terms-in-time.js';
import type {ApplicationView} from './application-view.js';
import type {Application} from './application.entity.js';

/** What the next version that takes over will ask and would not find on its first day, as things are now. */
export async function comingTerms(
  tx: Tx,
  {schemeVersionId, circumstances}: Pick<Application, 'schemeVersionId' | 'circumstances'>,
  {evidence}: {evidence: readonly EvidenceDates[]},
  today: Day,
): Promise<ApplicationView['coming']> {
  const terms = (await loadTerms(tx, [schemeVersionId])).get(schemeVersionId);
  const next = terms && termsFrom(terms, today)[1];
  if (!next) return null;
  const seen = evidence.filter((each) => !isVoid(each, today));
  const states = requirementStates(next.requirements, circumstances, seen, next.from);
  return {from: next.from, requirements: states.filter((each) => !each.met)};
}
