import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {DomainError, invalid, notFound, type Day, type Pence} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {requireMonth} from './fund-lines.js';

export interface NewFundTerm {
  fromMonth: Day;
  hourPence: Pence;
  managementPence: Pence;
  source: string;
}

/** What the council agrees with who holds a fund: the price of an hour, and the cost of managing it apart. */
@Injectable()
export class SetFundTerm {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, NO_FUND, RULE_EXISTS */
  async run(principal: Principal, lineId: string, given: NewFundTerm): Promise<void> {
    requirePermission(principal, 'budget:manage');
    const {fromMonth, hourPence, managementPence} = given;
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const [line] = await tx.query<object[]>(`SELECT id FROM budget_line WHERE id = $1`, [lineId]);
        if (!line) throw notFound('budget line');
        requireMonth(fromMonth);
        requireSum('hour_pence', hourPence, 1, 1_000_000);
        requireSum('management_pence', managementPence, 0, 10_000_000);
        const source = requireText('source', given.source, 'Say where this is written', 500);
        await tx.query(
          `INSERT INTO fund_term (council_id, line_id, from_month, hour_pence, management_pence, source, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [principal.councilId, lineId, fromMonth, hourPence, managementPence, source, principal.personId],
        );
        const subject = {kind: 'budget_line', id: lineId};
        await this.audit.record(tx, {...by(principal), action: 'fund_term.set', subject, after: given});
      });
    } catch (error) {
      const constraint = databaseError(error)?.constraint;
      if (constraint === 'fund_term_of_fund') {
        throw new DomainError('refused', 'NO_FUND', 'This line is no fund that somebody else holds.');
      }
      if (constraint !== 'fund_term_line_id_from_month_key') throw error;
      throw new DomainError('conflict', 'RULE_EXISTS', 'There is a price from that month already.');
    }
  }
}

function requireSum(field: string, pence: Pence, least: number, most: number): void {
  if (Number.isSafeInteger(pence) && pence >= least && pence <= most) return;
  throw invalid({field, message: 'Give an amount in whole pence.'});
}
