import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {databaseError, prepared, type Reader, type Tx, UnitOfWork} from '@app/platform';
import {Budget} from './budget.entity.js';
import type {FigureKind} from './budget-figure.entity.js';

export interface NewFigure {
  kind: FigureKind;
  weeklyPence: Pence;
  datedOn: Day;
  reasons: string;
  changed: string | null;
}

export interface FigureView extends NewFigure {
  id: string;
  /** More or less a week than the figure before; null for the first. */
  differencePence: Pence | null;
}

/** The early figure, the final one, and any after it: each with its reasons and why it differs. */
@Injectable()
export class SetFigure {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, FIGURE_FOLLOWS */
  async run(principal: Principal, budgetId: string, figure: NewFigure): Promise<string> {
    requirePermission(principal, 'budget:manage');
    if (figure.datedOn > londonDay(this.clock.now())) {
      throw invalid({field: 'dated_on', message: 'A figure cannot be dated in the future.'});
    }
    try {
      return await this.uow.run(principal.councilId, (tx) => this.insert(tx, principal, budgetId, figure));
    } catch (error) {
      if (databaseError(error)?.constraint === 'budget_figure_follows') throw doesNotFollow(figure);
      throw error;
    }
  }

  private async insert(tx: Tx, principal: Principal, budgetId: string, figure: NewFigure): Promise<string> {
    if (!(await tx.findOneBy(Budget, {id: budgetId}))) throw notFound('budget');
    const {kind, weeklyPence, datedOn, reasons, changed} = figure;
    const [row] = await tx.query<[{id: string}]>(
      `INSERT INTO budget_figure (council_id, budget_id, kind, weekly_pence, dated_on, reasons, changed, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [principal.councilId, budgetId, kind, weeklyPence, datedOn, reasons, changed, principal.personId],
    );
    const subject = {kind: 'budget', id: budgetId};
    await this.audit.record(tx, {...by(principal), action: 'budget.figure_set', subject, after: figure});
    return row.id;
  }
}

/** Those of a budget, the first first. */
export function figuresOf(tx: Tx, budgetId: string): Promise<FigureView[]> {
  return tx.query<FigureView[]>(figuresWhere('f.budget_id'), [budgetId]);
}

/** Of each budget of one person. */
export function figuresOfHolder(tx: Reader, holderId: string): Promise<FigureView[]> {
  return prepared<FigureView[]>(tx, OF_HOLDER, [holderId]);
}

const figuresWhere = (column: string) =>
  `SELECT f.id, f.kind, f.weekly_pence AS "weeklyPence", f.dated_on AS "datedOn", f.reasons, f.changed,
          f.weekly_pence - lag(f.weekly_pence) OVER (PARTITION BY f.budget_id ORDER BY f.dated_on, f.id) AS "differencePence"
   FROM budget b JOIN budget_figure f ON f.budget_id = b.id WHERE ${column} = $1 ORDER BY b.kind, f.dated_on, f.id`;

const OF_HOLDER = figuresWhere('b.holder_id');

function doesNotFollow({changed}: NewFigure): DomainError {
  if (!changed) {
    return new DomainError('refused', 'FIGURE_FOLLOWS', 'Say what changed since the figure before.', {
      fields: [{field: 'changed', message: 'Say what changed since the figure before.'}],
    });
  }
  const message =
    'A figure follows the one before it: on the same day or later, and never an early one after a final one.';
  return new DomainError('refused', 'FIGURE_FOLLOWS', message, {fields: [{field: 'dated_on', message}]});
}
