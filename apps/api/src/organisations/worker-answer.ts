import type {WorkerCheckView, WorkersView} from '@app/register';
import type {CheckedWorkersResponse, WorkersResponse} from './worker.dto.js';

export function workersAnswer({organisation, asked, askedFrom, people}: WorkersView): WorkersResponse {
  return {
    ...organisation,
    asked,
    asked_from: askedFrom,
    people: people.map(({personId, name, role, fromOn, covered, lapsesOn}) => ({
      ...{id: personId, name, role, covered},
      ...{meets_people_from: fromOn, lapses_on: lapsesOn},
    })),
  };
}

export function checkedWorkersAnswer({
  checks,
  ...view
}: WorkersView & {checks: WorkerCheckView[]}): CheckedWorkersResponse {
  return {
    ...workersAnswer(view),
    checks: checks.map(({id, personId, how, level, issuedOn, checkedOn, consentedOn, seenBy}) => ({
      ...{id, how, level, person_id: personId, seen_by: seenBy},
      ...{issued_on: issuedOn, checked_on: checkedOn, consented_on: consentedOn},
    })),
  };
}
