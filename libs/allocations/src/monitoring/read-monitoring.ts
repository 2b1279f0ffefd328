import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, linesFor, requirePermission, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Rating, ReceiptsWanted} from './monitoring-rule.entity.js';

/** What is asked of whoever holds a budget, as it is rated today. Without a rating it is green. */
export interface Asked {
  budgetId: string;
  kind: 'adult' | 'carer';
  holder: {id: string; name: string};
  rating: Rating;
  reason: string | null;
  reviewBy: Day | null;
  ratedBy: string | null;
  receipts: ReceiptsWanted;
  largePence: Pence;
  everyWeeks: number;
  samplePercent: number;
}

/** A purchase whose receipt is asked for, by the rating or by who looked at it, and is not there. */
export interface WantedReceipt {
  id: string;
  budgetId: string;
  what: string;
  boughtOn: Day;
  pence: Pence;
  /** What was asked for of this one. */
  note: string | null;
}

export interface BudgetMonitoring {
  asked: Asked;
  ratings: {rating: Rating; reason: string; reviewBy: Day; ratedBy: string; ratedOn: Day}[];
  wanted: WantedReceipt[];
}

/** How budgets are looked at: the same figures for the person and for the council. */
@Injectable()
export class ReadMonitoring {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** One's own, or those of the person one acts for. */
  own(principal: Principal): Promise<{asked: Asked[]; wanted: WantedReceipt[]}> {
    const holderId = holderFor(principal, 'see_budget');
    if (linesFor(principal, 'see_budget')) return Promise.resolve({asked: [], wanted: []});
    return this.uow.run(principal.councilId, async (tx) => ({
      asked: await this.asked(tx, principal.councilId, {holderId}),
      wanted: await this.wanted(tx, principal.councilId, {holderId}),
    }));
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  ofBudget(principal: Principal, budgetId: string): Promise<BudgetMonitoring> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, async (tx) => {
      const [asked] = await this.asked(tx, principal.councilId, {budgetId});
      if (!asked) throw notFound('budget');
      const subject = {kind: 'budget', id: budgetId};
      await this.audit.record(tx, {...by(principal), action: 'budget.monitoring_read', subject});
      const ratings = await tx.query<BudgetMonitoring['ratings']>(
        `SELECT r.rating, r.reason, r.review_by AS "reviewBy", p.name AS "ratedBy",
                (r.rated_at AT TIME ZONE 'Europe/London')::date AS "ratedOn"
         FROM budget_rating r JOIN person p ON p.id = r.rated_by WHERE r.budget_id = $1 ORDER BY r.rated_at DESC, r.id DESC LIMIT 20`,
        [budgetId],
      );
      return {asked, ratings, wanted: await this.wanted(tx, principal.councilId, {budgetId})};
    });
  }

  /** Ratings that were to be thought about by today, the longest ago first. @throws FORBIDDEN */
  overdue(principal: Principal): Promise<Asked[]> {
    requirePermission(principal, 'budget:manage');
    const {councilId} = principal;
    return this.uow.run(councilId, (tx) =>
      tx.query<Asked[]>(`${ASKED} AND g.review_by <= $1::date ORDER BY g.review_by, b.id LIMIT 200`, [
        ...[londonDay(this.clock.now()), councilId, null, null],
      ]),
    );
  }

  private asked(tx: Tx, councilId: string, of: {budgetId?: string; holderId?: string}): Promise<Asked[]> {
    const values = [londonDay(this.clock.now()), councilId, of.budgetId ?? null, of.holderId ?? null];
    return tx.query<Asked[]>(`${ASKED} ORDER BY b.kind, b.id`, values);
  }

  private wanted(tx: Tx, councilId: string, of: {budgetId?: string; holderId?: string}): Promise<WantedReceipt[]> {
    const values = [londonDay(this.clock.now()), councilId, of.budgetId ?? null, of.holderId ?? null];
    return tx.query<WantedReceipt[]>(WANTED, values);
  }
}

const RATED = `
  LEFT JOIN LATERAL (SELECT r.* FROM budget_rating r WHERE r.budget_id = b.id ORDER BY r.rated_at DESC, r.id DESC LIMIT 1) g ON true
  CROSS JOIN LATERAL monitoring_rule_on($2, coalesce(g.rating, 'green'), $1) u`;

const ASKED = `
  SELECT b.id AS "budgetId", b.kind, json_build_object('id', h.id, 'name', h.name) AS holder, u.rating, g.reason,
         g.review_by AS "reviewBy", w.name AS "ratedBy", u.receipts, u.large_pence AS "largePence",
         u.every_weeks AS "everyWeeks", u.sample_percent AS "samplePercent"
  FROM budget b JOIN person h ON h.id = b.holder_id ${RATED} LEFT JOIN person w ON w.id = g.rated_by
  WHERE ($3::uuid IS NULL OR b.id = $3) AND ($4::uuid IS NULL OR b.holder_id = $4)`;

/** By the rating only what was bought since: nobody is asked for what nobody asked them to keep. */
const WANTED = `
  SELECT p.id, b.id AS "budgetId", p.what, p.bought_on AS "boughtOn", p.pence, s.note
  FROM budget b ${RATED}
  JOIN budget_line l ON l.budget_id = b.id JOIN purchase p ON p.line_id = l.id AND p.taken_back_at IS NULL
  LEFT JOIN LATERAL (SELECT x.note FROM sampled_purchase x WHERE x.purchase_id = p.id AND x.outcome = 'asked' LIMIT 1) s ON true
  WHERE ($3::uuid IS NULL OR b.id = $3) AND ($4::uuid IS NULL OR b.holder_id = $4)
    AND NOT EXISTS (SELECT FROM purchase_file f WHERE f.purchase_id = p.id AND f.state <> 'infected')
    AND (s.note IS NOT NULL OR p.bought_on >= (g.rated_at AT TIME ZONE 'Europe/London')::date
      AND (u.receipts = 'all' OR u.receipts = 'large' AND p.pence >= u.large_pence))
  ORDER BY p.bought_on DESC, p.id DESC LIMIT 100`;
