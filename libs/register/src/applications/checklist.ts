import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';
import {loadTellingEvidence, loadTerms} from '../standing/load-history.js';
import {requirementStates, type RequirementState} from '../standing/requirement-state.js';
import {termsOn} from '../standing/terms-in-time.js';
import type {Application} from './application.entity.js';

type Asked = Pick<Application, 'id' | 'memberId' | 'schemeVersionId' | 'circumstances'>;

/** What each application asks for on a day and how it stands then, in a few queries for any number of them. */
export async function checklists(
  tx: Tx,
  applications: readonly Asked[],
  day: Day,
): Promise<Map<string, RequirementState[]>> {
  const terms = await loadTerms(
    tx,
    applications.map((each) => each.schemeVersionId),
  );
  const evidence = await loadTellingEvidence(
    tx,
    applications.map((each) => each.memberId),
    day,
  );
  return new Map(
    applications.map(({id, memberId, schemeVersionId, circumstances}) => {
      const of = terms.get(schemeVersionId) ?? NO_TERMS;
      return [id, requirementStates(termsOn(of, day), circumstances, evidence.get(memberId) ?? [], day)];
    }),
  );
}

const NO_TERMS = {requirements: [], takeovers: []};

/** What evidence may be recorded for: what is asked, and what later versions will ask of whoever they take over. */
export async function recordableTerms(tx: Tx, versionId: string): Promise<RequirementTerms[]> {
  const {requirements, takeovers} = (await loadTerms(tx, [versionId])).get(versionId) ?? NO_TERMS;
  // Where two ask for the same, the one with more places comes first.
  return [requirements, ...takeovers.map((each) => each.requirements)].flat().sort((a, b) => b.needed - a.needed);
}

/** What is still missing or out of date on that day. */
export async function missingOf(tx: Tx, application: Asked, day: Day): Promise<RequirementState[]> {
  const states = (await checklists(tx, [application], day)).get(application.id) ?? [];
  return states.filter((each) => !each.met);
}
