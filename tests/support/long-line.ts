import {OpenLineFor} from '@app/allocations';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from './people.js';
import type {Scenario} from './scenario.js';

/** Somebody with a line that began twenty weeks ago, in periods of four: five of them are over or about to be. */
export async function longLine(
  scenario: Scenario,
  finance: TestPerson,
  weekly: {weeklyPence: number; contributionWeeklyPence: number},
): Promise<{holder: TestPerson; line: string; budget: string}> {
  const holder = await scenario.holder();
  const principal = {councilId: scenario.council, personId: finance.personId, permissions: new Set(['budget:manage'])};
  const startsOn = addDays(londonDay(new Date()), -139);
  const {id: line, budgetId: budget} = await scenario.api.app
    .get(OpenLineFor)
    .run(principal as never, holder.personId, {
      ...{deployment: 'direct_payment', purpose: 'Days out', cycle: 'four_weekly', cycleAnchor: startsOn},
      ...{startsOn, endsOn: null, ...weekly},
    });
  return {holder, line, budget};
}
