import {randomUUID} from 'node:crypto';
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
  await monitoringRows(world, council, {line, holder, finance}, budget);
}

async function monitoringRows(world: World, council: string, {line, finance}: About, budget: unknown): Promise<void> {
  const source = 'For a test';
  const of = {council_id: council, source, starts_on: LONG_AGO};
  await world.add('monitoring_rule', {
    ...of,
    rating: 'red',
    receipts: 'all',
    large_pence: 0,
    sample_percent: 100,
    every_weeks: 4,
  });
  await world.add('outcome_survey', {
    id: randomUUID(),
    council_id: council,
    quarter: LONG_AGO,
    who: 'holder',
    answers: Array(8).fill('same'),
  });
  await world.add('survey_answered', {
    id: randomUUID(),
    council_id: council,
    person_id: finance.personId,
    quarter: LONG_AGO,
  });
  await world.add('figure_target', {...of, code: 'adults_direct', share_bp: 3_000});
  await world.add('employment_rate', {...of, code: 'payroll_year', value: 18_000});
  await world.add('surplus_rule', {...of, answer_days: 28, least_pence: 5_000, contribution_source: 'A test'});
  await world.add('budget_rating', {
    ...{council_id: council, budget_id: budget, rating: 'amber', reason: 'For a test', review_by: '2020-06-01'},
    ...{rated_by: finance.personId, rated_at: LONG_AGO},
  });
  const sample = await world.add('purchase_sample', {
    ...{council_id: council, seed: '0123456789abcdef', from_day: LONG_AGO, to_day: LONG_AGO, percents: {green: 5}},
    ...{population: 1, drawn_by: finance.personId, drawn_at: LONG_AGO},
  });
  const [purchase] = await world.owner.query<{id: string}[]>(`SELECT id FROM purchase WHERE line_id = $1 LIMIT 1`, [
    line,
  ]);
  await world.add('sampled_purchase', {council_id: council, sample_id: sample, purchase_id: purchase?.id});
  await fundRows(world, council, {line, holder: finance, finance});
  await world.add('surplus_letter', {
    ...{council_id: council, line_id: line, given_pence: 10, spent_pence: 0, promised_pence: 0, ring_fenced_pence: 0},
    ...{
      weeks: 0,
      weekly_pence: 0,
      surplus_pence: 10,
      sent_by: finance.personId,
      sent_at: LONG_AGO,
      answer_by: '2020-02-01',
    },
  });
}

/** Past what keeps terms to funds: the line is no fund. */
async function fundRows(world: World, council: string, {line, finance}: About): Promise<void> {
  const by = finance.personId;
  const of = {council_id: council, line_id: line};
  const use = {on_day: LONG_AGO, what: 'For a test', minutes: 60, recorded_by: by};
  await world.addUnchecked('fund_term', {
    ...{...of, from_month: LONG_AGO, hour_pence: 2_000, management_pence: 0, source: 'For a test', recorded_by: by},
  });
  await world.addUnchecked('fund_use', {...of, ...use});
  const pool = await world.add('hour_pool', {council_id: council, name: 'Pool', purpose: 'For a test', held_by: by});
  await world.add('pool_member', {...of, pool_id: pool, asked_by: by});
  await world.addUnchecked('pool_use', {council_id: council, pool_id: pool, ...use});
  await world.addUnchecked('fund_statement', {
    ...{
      ...of,
      month: LONG_AGO,
      hour_pence: 2_000,
      management_pence: 0,
      funded_pence: 0,
      carry_before: 0,
      carry_after: 0,
    },
    ...{
      before_minutes: 0,
      added_minutes: 0,
      returned_minutes: 0,
      used_minutes: 0,
      pooled_minutes: 0,
      lapsed_minutes: 0,
    },
    ...{banked_minutes: 0, cost_pence: 0, sent_by: by, sent_at: LONG_AGO},
  });
}
