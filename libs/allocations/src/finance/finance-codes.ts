import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {invalid, isDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {DEPLOYMENTS, type Deployment} from '../budget/budget-line.entity.js';

export interface NewCode {
  deployment: Deployment;
  costCentre: string;
  subjective: string;
  startsOn: Day;
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$/;

/** How the council's own ledger codes what each kind of line spends, from a day on. */
@Injectable()
export class FinanceCodes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** The latest first. @throws FORBIDDEN */
  list(principal: Principal): Promise<(NewCode & {id: string})[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<(NewCode & {id: string})[]>(
        `SELECT id, deployment, cost_centre AS "costCentre", subjective, starts_on AS "startsOn"
         FROM finance_code ORDER BY deployment, starts_on DESC, recorded_at DESC LIMIT 200`,
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  async add(principal: Principal, code: NewCode): Promise<string> {
    requirePermission(principal, 'budget:manage');
    const {deployment, costCentre, subjective, startsOn} = code;
    if (!DEPLOYMENTS.includes(deployment)) throw invalid({field: 'deployment', message: 'Choose how it is held.'});
    for (const [field, text] of Object.entries({cost_centre: costCentre, subjective})) {
      if (!CODE.test(text))
        throw invalid({field, message: 'Use letters, digits, dots, slashes and hyphens, 40 at most.'});
    }
    if (!isDay(startsOn)) throw invalid({field: 'starts_on', message: 'Give a day, like 2027-03-27.'});
    return this.uow.run(principal.councilId, async (tx) => {
      const [{id}] = await tx.query<[{id: string}]>(
        `INSERT INTO finance_code (council_id, deployment, cost_centre, subjective, starts_on, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [principal.councilId, deployment, costCentre, subjective, startsOn, principal.personId],
      );
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {...by(principal), action: 'finance_code.added', subject, after: code});
      return id;
    });
  }
}
