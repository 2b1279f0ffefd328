import {OpenLineFor} from '@app/allocations';
import {addMonths, londonDay, type Day} from '@app/kernel';
import type {TestPerson} from './people.js';
import type {Scenario} from './scenario.js';

export const thisMonth: Day = `${londonDay(new Date()).slice(0, 7)}-01`;

/** Somebody whose fund of £100 a week another holds since some months ago, month by month. */
export async function fundOf(scenario: Scenario, holder: TestPerson, fundHolder: TestPerson, finance: TestPerson) {
  const {world, council} = scenario;
  const principal = {councilId: council, personId: finance.personId, permissions: new Set(['budget:manage'])};
  const startsOn = addMonths(thisMonth, -3);
  const {id: line, budgetId: budget} = await scenario.api.app
    .get(OpenLineFor)
    .run(principal as never, holder.personId, {
      ...{deployment: 'individual_service_fund', purpose: 'Swimming and art', cycle: 'monthly', cycleAnchor: startsOn},
      ...{startsOn, endsOn: null, weeklyPence: 10_000, contributionWeeklyPence: 0, reference: `ISF-${holder.personId}`},
    });
  const representation = await world.represents(council, fundHolder, holder, 'fund_holder');
  await world.add(
    'representation_line',
    {representation_id: representation, line_id: line, council_id: council},
    'line_id',
  );
  return {line, budget, startsOn};
}
