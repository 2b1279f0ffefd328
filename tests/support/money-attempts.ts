import type {Power} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import type {Attempt, AttemptsOf} from './planned.js';

/** What the powers about reviews, letters about money left over, and statements of a fund open. */
export function moneyAttempts(of: AttemptsOf & {line: () => string}): Partial<Record<Power, Attempt[]>> {
  const {scenario, holder, line} = of;
  let [budget, letter, statement, member] = ['', '', '', ''];
  const row = () => ({council_id: scenario().council, line_id: line()});
  /** Past what keeps these as they are: each attempt finds them new. */
  const anew = async () => {
    const {world, council: council_id} = scenario();
    const by = holder().personId;
    const rows = await world.owner.query<{id: string}[]>(`SELECT budget_id AS id FROM budget_line WHERE id = $1`, [
      line(),
    ]);
    budget = rows[0]?.id ?? '';
    await world.owner.query(`BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM review_request;
      DELETE FROM surplus_letter; DELETE FROM fund_statement; DELETE FROM pool_member; DELETE FROM hour_pool; COMMIT`);
    letter = await world.addUnchecked('surplus_letter', {
      ...{
        ...row(),
        given_pence: 10,
        spent_pence: 0,
        promised_pence: 0,
        ring_fenced_pence: 0,
        weeks: 0,
        weekly_pence: 0,
      },
      ...{surplus_pence: 10, sent_by: by, sent_at: new Date(), answer_by: addDays(londonDay(new Date()), 28)},
    });
    const minutes = ['before', 'added', 'returned', 'used', 'pooled', 'lapsed', 'banked'];
    statement = await world.addUnchecked('fund_statement', {
      ...{...row(), month: '2020-01-01', hour_pence: 2_000, management_pence: 0, funded_pence: 0, cost_pence: 0},
      ...{carry_before: 0, carry_after: 0, sent_by: by, sent_at: new Date()},
      ...Object.fromEntries(minutes.map((each) => [`${each}_minutes`, 0])),
    });
    const pool = await world.add('hour_pool', {council_id, name: 'Pool', purpose: 'For a test', held_by: by});
    member = await world.addUnchecked('pool_member', {...row(), pool_id: pool, asked_by: by});
  };
  return {
    see_plan: [['GET /reviews', () => '/reviews']],
    write_plan: [
      ['POST /budgets/:id/review-request', () => `/budgets/${budget}/review-request`, () => ({text: 'A fall.'}), anew],
    ],
    see_budget: [
      ['GET /monitoring', () => '/monitoring'],
      ['GET /surplus-letters', () => '/surplus-letters'],
      ['GET /surplus-letters/:id', () => `/surplus-letters/${letter}`, undefined, anew],
      ['GET /fund-statements', () => '/fund-statements'],
      ['GET /fund-statements/:id', () => `/fund-statements/${statement}`, undefined, anew],
    ],
    approve_hours: [
      [
        'POST /surplus-letters/:id/answer',
        () => `/surplus-letters/${letter}/answer`,
        () => ({answer: 'pay_back'}),
        anew,
      ],
      ['POST /fund-statements/:id/confirm', () => `/fund-statements/${statement}/confirm`, undefined, anew],
      [
        'POST /fund-statements/:id/query',
        () => `/fund-statements/${statement}/query`,
        () => ({text: 'Tuesday.'}),
        anew,
      ],
      ['POST /pool-members/:id/join', () => `/pool-members/${member}/join`, undefined, anew],
      ['POST /pool-members/:id/leave', () => `/pool-members/${member}/leave`, undefined, anew],
    ],
  };
}
