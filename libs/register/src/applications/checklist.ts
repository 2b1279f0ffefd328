import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {requirementsOf} from '../scheme/scheme-in-force.js';
import {loadEvidence} from '../standing/load-history.js';
import {requirementStates, type RequirementState} from '../standing/requirement-state.js';
import type {Application} from './application.entity.js';

type Asked = Pick<Application, 'id' | 'memberId' | 'schemeVersionId' | 'circumstances'>;

/** What each application asks for and how it stands on a day, in two queries for any number of them. */
export async function checklists(
  tx: Tx,
  applications: readonly Asked[],
  day: Day,
): Promise<Map<string, RequirementState[]>> {
  const terms = await requirementsOf(
    tx,
    applications.map((each) => each.schemeVersionId),
  );
  const evidence = await loadEvidence(
    tx,
    applications.map((each) => each.memberId),
  );
  return new Map(
    applications.map(({id, memberId, schemeVersionId, circumstances}) => [
      id,
      requirementStates(terms.get(schemeVersionId) ?? [], circumstances, evidence.get(memberId) ?? [], day),
    ]),
  );
}

/** What is still missing or out of date on that day. */
export async function missingOf(tx: Tx, application: Asked, day: Day): Promise<RequirementState[]> {
  const states = (await checklists(tx, [application], day)).get(application.id) ?? [];
  return states.filter((each) => !each.met);
}
