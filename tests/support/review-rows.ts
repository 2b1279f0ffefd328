import type {TestPerson, World} from './people.js';

interface About {
  line: string;
  holder: TestPerson;
  finance: TestPerson;
}

const LONG_AGO = '2020-01-01';

/** What a council keeps of looking at a budget again. */
export async function reviewRows(world: World, council: string, {line, holder, finance}: About): Promise<void> {
  const [row] = await world.owner.query<{budget: string}[]>(
    `SELECT budget_id AS budget FROM budget_line WHERE id = $1`,
    [line],
  );
  const budget = row?.budget;
  const rule = {first_months: 6, then_months: 12, soon_days: 56, limit_pence: 5_000, source: 'For a test'};
  await world.add('review_rule', {council_id: council, starts_on: LONG_AGO, ...rule});
  const review = await world.add('budget_review', {
    ...{council_id: council, budget_id: budget, kind: 'full', held_on: LONG_AGO, how: 'visit', took_part: 'For a test'},
    ...{summary: 'For a test', result: 'unchanged', limit_pence: 5_000, next_due_on: '2021-01-01', state: 'recorded'},
    ...{recorded_by: finance.personId, recorded_at: '2020-01-02'},
  });
  await world.add('review_outcome', {
    ...{council_id: council, review_id: review, position: 0, text: 'For a test', met: 'fully'},
  });
  await world.add('review_request', {
    ...{council_id: council, budget_id: budget, why: 'asked', text: 'For a test', asked_by: holder.personId},
    ...{asked_at: '2020-01-01', review_id: review},
  });
}
