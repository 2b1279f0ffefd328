import {Injectable} from '@nestjs/common';
import {Clock, daysBetween, londonDay, notFound, roundFraction, type Day, type Pence} from '@app/kernel';
import {holderFor, linesFor, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Payee} from '../rules/deployment-rule.entity.js';
import type {Deployment} from './budget-line.entity.js';
import {ReadBudgets, type LineView} from './read-budgets.js';

/** What a line can still pay, and whom: for saying of many at once what they would leave of it. */
export interface LineFunds {
  deployment: Deployment;
  purpose: string;
  /** What is available in the current period, spread over the weeks it still has. */
  weeklyPence: Pence;
  /** From the one that holds today on, as far ahead as they are funded, in order. */
  periods: {startsOn: Day; endsOn: Day; availablePence: Pence}[];
  /** Whom it may pay today, by the council's rules, and what the person is told where it may not. */
  pays: Partial<Record<Payee, {allowed: boolean; reason: string}>>;
  /** Listings that it can never pay, family or the council’s own say, with what the person is told. */
  never: ReadonlyMap<string, string>;
}

/** For search: what a line can still pay, so that each result can say what a pattern leaves. */
@Injectable()
export class WeeklyFunds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly budgets: ReadBudgets,
    private readonly clock: Clock,
  ) {}

  /**
   * A last part of a week of the current period counts as a week.
   * @throws NOT_FOUND when the line is not the caller's own or that of the person they act for
   */
  line(principal: Principal, lineId: string): Promise<LineFunds> {
    const holderId = holderFor(principal, 'see_budget');
    const reached = linesFor(principal, 'see_budget');
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const line = (await this.budgets.linesOf(tx, holderId, reached)).find((each) => each.id === lineId);
      if (!line) throw notFound('budget line');
      const periods = await tx.query<LineFunds['periods']>(PERIODS, [lineId, today]);
      const {deployment, purpose} = line;
      const [rules, forbidden] = [await pays(tx, deployment, today), await never(tx, holderId, lineId, today)];
      return {deployment, purpose, weeklyPence: aWeek(line, today), periods, pays: rules, never: forbidden};
    });
  }
}

function aWeek({period}: LineView, today: Day): Pence {
  if (!period) return 0;
  const from = today > period.startsOn ? today : period.startsOn;
  const days = Math.max(7, daysBetween(from, period.endsOn) + 1);
  return roundFraction(BigInt(period.availablePence) * 7n, BigInt(days));
}

async function pays(tx: Tx, deployment: Deployment, today: Day): Promise<LineFunds['pays']> {
  const rules = await tx.query<{pays: Payee; allowed: boolean; reason: string}[]>(
    `SELECT pays, allowed, reason FROM deployment_rule
     WHERE deployment = $1 AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2)`,
    [deployment, today],
  );
  return Object.fromEntries(rows(rules));
}

async function never(tx: Tx, holderId: string, lineId: string, today: Day): Promise<LineFunds['never']> {
  const found = await tx.query<{listingId: string; reason: string}[]>(NEVER, [holderId, lineId, today]);
  return new Map(found.map(({listingId, reason}) => [listingId, reason]));
}

const rows = (rules: {pays: Payee; allowed: boolean; reason: string}[]) =>
  rules.map(({pays: payee, ...rule}) => [payee, rule] as const);

const NEVER = `
  SELECT s.listing_id AS "listingId",
         coalesce(r.reason, 'The council has not said that this budget line may pay for this. Ask the direct payments team.') AS reason
  FROM special_payees($1, NULL, $3::date) s JOIN budget_line l ON l.id = $2
  LEFT JOIN deployment_rule r ON r.council_id = l.council_id AND r.deployment = l.deployment AND r.pays = s.pays
    AND $3::date >= r.starts_on AND (r.ends_on IS NULL OR $3::date <= r.ends_on)
  WHERE r.allowed IS NOT TRUE`;

const PERIODS = `
  SELECT p.starts_on AS "startsOn", p.ends_on AS "endsOn", f.available_pence AS "availablePence"
  FROM budget_period p JOIN period_balance f ON f.period_id = p.id
  WHERE p.line_id = $1 AND p.ends_on >= $2 ORDER BY p.starts_on`;
