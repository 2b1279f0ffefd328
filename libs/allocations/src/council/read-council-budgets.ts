import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {invalid, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {standingChanges, type TermsChange} from '../budget/line-worth.js';
import {ReadBudgets, type LineView, type PeriodFigures} from '../budget/read-budgets.js';
import {figuresOf, type FigureView} from '../budget/set-figure.js';

export interface FoundBudget {
  id: string;
  kind: 'adult' | 'carer';
  holder: {id: string; name: string; reference: string | null};
  lines: number;
}

export interface ChangeView extends TermsChange {
  lineId: string;
  reason: string;
  recordedAt: Date;
  recordedBy: string | null;
  /** Nothing took its place since. */
  stands: boolean;
}

export interface CouncilBudget {
  id: string;
  kind: 'adult' | 'carer';
  holder: {id: string; name: string; reference: string | null};
  figures: FigureView[];
  lines: (LineView & {changes: ChangeView[]})[];
}

export interface CouncilLine {
  budget: CouncilBudget;
  line: CouncilBudget['lines'][number];
  periods: (PeriodFigures & {overdraftPence: Pence; closedOn: Day | null})[];
}

const MOST = 30;

/** Budgets as the council's own finance officers read them: every reading of one is recorded. */
@Injectable()
export class ReadCouncilBudgets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly budgets: ReadBudgets,
    private readonly audit: AuditTrail,
  ) {}

  /** By words of the holder's name, their number, or the number of an agreement. @throws FORBIDDEN, VALIDATION_FAILED */
  find(principal: Principal, wanted: string): Promise<{budgets: FoundBudget[]; more: boolean}> {
    requirePermission(principal, 'budget:manage');
    const text = wanted.normalize('NFC').trim();
    if (text.length < 2 || text.length > 200) {
      throw invalid({field: 'name', message: 'Enter at least 2 letters of the name, or a whole number.'});
    }
    const patterns = text.split(/\s+/).map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.query<FoundBudget[]>(
        `${BUDGETS} WHERE h.name ILIKE ALL ($1) OR h.council_reference = $2
           OR b.id IN (SELECT budget_id FROM budget_line WHERE reference = $2) ORDER BY h.name, b.id LIMIT ${MOST + 1}`,
        [patterns, text],
      );
      return {budgets: found.slice(0, MOST), more: found.length > MOST};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, budgetId: string): Promise<CouncilBudget> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<FoundBudget[]>(`${BUDGETS} WHERE b.id = $1`, [budgetId]);
      if (!found) throw notFound('budget');
      const subject = {kind: 'budget', id: budgetId};
      await this.audit.record(tx, {...by(principal), action: 'budget.viewed', subject});
      const all = await this.budgets.linesOf(tx, found.holder.id, null);
      const lines = all.filter((line) => line.budgetId === budgetId);
      const changes = await changesOfAll(
        tx,
        lines.map((line) => line.id),
      );
      return {
        ...found,
        figures: await figuresOf(tx, budgetId),
        lines: lines.map((line) => ({
          ...line,
          changes: withStanding(changes.filter((each) => each.lineId === line.id)),
        })),
      };
    });
  }

  /** One line with all its periods. @throws FORBIDDEN, NOT_FOUND */
  async line(principal: Principal, lineId: string): Promise<CouncilLine> {
    requirePermission(principal, 'budget:manage');
    const budgetId = await this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<{budgetId: string}[]>(
        `SELECT budget_id AS "budgetId" FROM budget_line WHERE id = $1`,
        [lineId],
      );
      if (!row) throw notFound('budget line');
      return row.budgetId;
    });
    const budget = await this.one(principal, budgetId);
    const line = budget.lines.find((each) => each.id === lineId);
    if (!line) throw notFound('budget line');
    const periods = await this.uow.run(principal.councilId, (tx) => this.budgets.periodsOf(tx, lineId));
    return {budget, line, periods};
  }
}

const BUDGETS = `
  SELECT b.id, b.kind, json_build_object('id', h.id, 'name', h.name, 'reference', h.council_reference) AS holder,
         (SELECT count(*) FROM budget_line l WHERE l.budget_id = b.id) AS lines
  FROM budget b JOIN person h ON h.id = b.holder_id`;

function changesOfAll(tx: Tx, lineIds: readonly string[]): Promise<Omit<ChangeView, 'stands'>[]> {
  return tx.query<Omit<ChangeView, 'stands'>[]>(
    `SELECT c.id, c.line_id AS "lineId", c.kind, c.from_day AS "fromDay", c.to_day AS "toDay",
            c.weekly_pence AS "weeklyPence", c.contribution_weekly_pence AS "contributionWeeklyPence",
            c.kept_bp AS "keptBp", c.replaces_id AS "replacesId", c.reason, c.recorded_at AS "recordedAt",
            p.name AS "recordedBy"
     FROM line_change c LEFT JOIN person p ON p.id = c.recorded_by WHERE c.line_id = ANY ($1)
     ORDER BY c.recorded_at, c.id`,
    [lineIds],
  );
}

function withStanding(changes: readonly Omit<ChangeView, 'stands'>[]): ChangeView[] {
  const standing = new Set(standingChanges(changes).map((each) => each.id));
  return changes.map((each) => ({...each, stands: standing.has(each.id)}));
}
