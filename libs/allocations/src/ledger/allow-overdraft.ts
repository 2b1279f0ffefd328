import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {invalid, notFound, type Pence} from '@app/kernel';
import {UnitOfWork} from '@app/platform';

const MOST = 100_000_000;

/** An officer lets one period go below nought by a stated sum, and says why. */
@Injectable()
export class AllowOverdraft {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async run(principal: Principal, periodId: string, pence: Pence, given: string): Promise<void> {
    requirePermission(principal, 'budget:manage');
    if (!Number.isSafeInteger(pence) || pence < 1 || pence > MOST) {
      throw invalid({field: 'pence', message: 'Give an amount from 1p to £1,000,000, in whole pence.'});
    }
    const reason = requireText('reason', given, 'Say why', 1_000);
    await this.uow.run(principal.councilId, async (tx) => {
      const [period] = await tx.query<{lineId: string}[]>(
        `SELECT line_id AS "lineId" FROM budget_period WHERE id = $1`,
        [periodId],
      );
      if (!period) throw notFound('period');
      await tx.query(
        `INSERT INTO overdraft (council_id, period_id, pence, reason, allowed_by) VALUES ($1, $2, $3, $4, $5)`,
        [principal.councilId, periodId, pence, reason, principal.personId],
      );
      const subject = {kind: 'budget_line', id: period.lineId};
      const after = {period_id: periodId, pence};
      await this.audit.record(tx, {...by(principal), action: 'overdraft.allowed', subject, reason, after});
    });
  }
}
