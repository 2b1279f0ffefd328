import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {DomainError, invalid, isDay, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {FigureTarget, SHARE_CODES, type ShareCode} from './figure-target.entity.js';

export interface BudgetShare {
  code: ShareCode;
  day: Day;
  /** Distinct people: of so many for whom the council has worked out a budget, so many have it that way. */
  people: number;
  ofPeople: number;
  /** In basis points; null where the council set none. */
  targetBp: number | null;
}

const UNIQUE_VIOLATION = '23505';

/** Who has a budget, and who has a direct payment: distinct people on a day, against the council's target of that day. */
@Injectable()
export class BudgetShares {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  on(tx: Tx, days: readonly Day[]): Promise<BudgetShare[]> {
    return tx.query<BudgetShare[]>(SHARES, [days, SHARE_CODES]);
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS when one begins on that day already */
  async aimAt(
    principal: Principal,
    given: Pick<FigureTarget, 'code' | 'shareBp' | 'source' | 'startsOn'>,
  ): Promise<void> {
    requirePermission(principal, 'figures:read');
    const {councilId} = principal;
    const source = requireText('source', given.source, 'Say where this is written', 500);
    if (!Number.isInteger(given.shareBp) || given.shareBp < 0 || given.shareBp > 10_000) {
      throw invalid({field: 'share_bp', message: 'Give a share from 0% to 100%.'});
    }
    if (!isDay(given.startsOn)) throw invalid({field: 'starts_on', message: 'Give a day, like 2027-03-27.'});
    try {
      await this.uow.run(councilId, async (tx) => {
        const {identifiers} = await tx.insert(FigureTarget, {...given, source, councilId});
        const subject = {kind: 'figure_target', id: (identifiers[0] as {id: string}).id};
        await this.audit.record(tx, {...by(principal), action: 'figure_target.set', subject, after: given});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'RULE_EXISTS', 'There is a target that begins on that day already.');
    }
  }
}

/** Known on the day: somebody with a figure, or with a line, that was there by then. */
const SHARES = `
  WITH known AS (
    SELECT d.day, b.kind, b.holder_id,
           bool_or(l.id IS NOT NULL) AS has_budget,
           bool_or(l.deployment = 'direct_payment' OR l.paid_to = 'direct') AS has_direct
    FROM unnest($1::date[]) AS d (day) CROSS JOIN budget b
    LEFT JOIN budget_line l ON l.budget_id = b.id AND l.starts_on <= d.day AND coalesce((SELECT c.from_day FROM line_change c
        WHERE c.line_id = l.id AND c.kind = 'end' AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id)
        ORDER BY c.recorded_at DESC, c.id DESC LIMIT 1), l.ends_on, 'infinity') >= d.day
    WHERE l.id IS NOT NULL OR EXISTS (SELECT FROM budget_figure f WHERE f.budget_id = b.id AND f.dated_on <= d.day)
    GROUP BY d.day, b.kind, b.holder_id)
  SELECT c.code, d.day, count(k.holder_id) FILTER (WHERE CASE WHEN c.code LIKE '%_direct' THEN k.has_direct ELSE k.has_budget END) AS people,
         count(k.holder_id) AS "ofPeople",
         (SELECT t.share_bp FROM figure_target t WHERE t.code = c.code AND t.starts_on <= d.day ORDER BY t.starts_on DESC LIMIT 1) AS "targetBp"
  FROM unnest($2::text[]) WITH ORDINALITY AS c (code, place) CROSS JOIN unnest($1::date[]) AS d (day)
  LEFT JOIN known k ON k.day = d.day AND k.kind = CASE WHEN c.code LIKE 'adults_%' THEN 'adult' ELSE 'carer' END
  GROUP BY c.code, c.place, d.day ORDER BY c.place, d.day`;
