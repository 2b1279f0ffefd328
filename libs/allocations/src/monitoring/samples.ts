import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, notFound, type Day, type Pence} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import type {LookedOutcome} from './purchase-sample.entity.js';

export interface SampleSummary {
  id: string;
  fromDay: Day;
  toDay: Day;
  population: number;
  chosen: number;
  looked: number;
  drawnBy: string;
  drawnAt: Date;
}

export interface SampleView extends SampleSummary {
  seed: string;
  percents: Record<string, number>;
  items: {
    id: string;
    purchaseId: string;
    what: string;
    pence: Pence;
    boughtOn: Day;
    purpose: string;
    holder: string;
    budgetId: string;
    files: {id: string; name: string; state: string}[];
    outcome: LookedOutcome | null;
    note: string | null;
  }[];
}

/** Samples that were drawn, and what was found when somebody looked. */
@Injectable()
export class Samples {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN */
  list(principal: Principal): Promise<SampleSummary[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<SampleSummary[]>(`${SAMPLES} ORDER BY s.drawn_at DESC, s.id DESC LIMIT 20`),
    );
  }

  /** That it was read is on record. @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<SampleView> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, async (tx) => {
      const [sample] = await tx.query<Omit<SampleView, 'items'>[]>(`${SAMPLES} WHERE s.id = $1`, [id]);
      if (!sample) throw notFound('sample');
      const subject = {kind: 'purchase_sample', id};
      await this.audit.record(tx, {...by(principal), action: 'purchase_sample.read', subject});
      return {...sample, items: await tx.query<SampleView['items']>(ITEMS, [id])};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION */
  async look(principal: Principal, itemId: string, outcome: LookedOutcome, note: string | null): Promise<void> {
    requirePermission(principal, 'budget:manage');
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const [item] = await tx.query<{purchaseId: string}[]>(
          `SELECT purchase_id AS "purchaseId" FROM sampled_purchase WHERE id = $1`,
          [itemId],
        );
        if (!item) throw notFound('purchase');
        const said = outcome === 'in_order' ? null : requireText('note', note ?? '', 'Say what', 1_000);
        await tx.query(
          `UPDATE sampled_purchase SET outcome = $2, note = $3, looked_by = $4, looked_at = $5 WHERE id = $1`,
          [itemId, outcome, said, principal.personId, this.clock.now()],
        );
        const subject = {kind: 'purchase', id: item.purchaseId};
        await this.audit.record(tx, {...by(principal), action: 'purchase.looked_at', subject, after: {outcome}});
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'sampled_purchase_stays') throw error;
      throw new DomainError('refused', 'ILLEGAL_TRANSITION', 'This purchase was looked at already.');
    }
  }
}

const SAMPLES = `
  SELECT s.id, s.seed, s.percents, s.from_day AS "fromDay", s.to_day AS "toDay", s.population, c.chosen, c.looked,
         p.name AS "drawnBy", s.drawn_at AS "drawnAt"
  FROM purchase_sample s JOIN person p ON p.id = s.drawn_by
  CROSS JOIN LATERAL (SELECT count(*) AS chosen, count(outcome) AS looked FROM sampled_purchase i WHERE i.sample_id = s.id) c`;

const ITEMS = `
  SELECT i.id, p.id AS "purchaseId", p.what, p.pence, p.bought_on AS "boughtOn", l.purpose, h.name AS holder,
         b.id AS "budgetId", i.outcome, i.note,
         coalesce((SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'state', f.state) ORDER BY f.id)
                   FROM purchase_file f WHERE f.purchase_id = p.id), '[]') AS files
  FROM sampled_purchase i JOIN purchase p ON p.id = i.purchase_id JOIN budget_line l ON l.id = p.line_id
  JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id
  WHERE i.sample_id = $1 ORDER BY p.bought_on, p.id`;
