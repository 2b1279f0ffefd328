import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {requireManager} from './members-only.js';

export interface AreaChargeLine {
  id: string;
  /** As the council's invoice bears it: MA-000123. */
  reference: string;
  what: string;
  amountPence: Pence;
  owedOn: Day;
  paidOn: Day | null;
  /** Nothing is owed any more: the place was given up, or the course called off. */
  endedOn: Day | null;
  repaidOn: Day | null;
}

export interface AreaChargeOf extends AreaChargeLine {
  name: string;
}

export interface AreaChargeBook {
  items: AreaChargeOf[];
  owingPence: Pence;
  /** Paid for what was given up or called off, and not yet paid back. */
  toRepayPence: Pence;
}

/** What members owe for what they took. No money passes here: staff say what was paid, and paid back. */
@Injectable()
export class AreaCharges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What waits first, the longest owing before the others. @throws FORBIDDEN */
  async list(principal: Principal): Promise<AreaChargeBook> {
    requireManager(principal);
    const items = await this.uow.run(principal.councilId, (tx) =>
      tx.query<AreaChargeOf[]>(
        `${CHARGES} ORDER BY (x.paid_on IS NULL AND x.ended_on IS NULL) OR (x.paid_on IS NOT NULL AND x.ended_on IS NOT NULL
           AND x.repaid_on IS NULL) DESC, x.owed_on, x.number LIMIT 1000`,
      ),
    );
    const sum = (of: (each: AreaChargeOf) => boolean) =>
      items.reduce((all, each) => all + (of(each) ? each.amountPence : 0), 0);
    return {items, owingPence: sum(isOwing), toRepayPence: sum(isToRepay)};
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION where nothing is owed any more, or it is paid */
  async paid(principal: Principal, id: string, on: Day | null): Promise<void> {
    await this.settle(principal, id, on, 'paid');
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION where nothing is to be paid back */
  async repaid(principal: Principal, id: string, on: Day | null): Promise<void> {
    await this.settle(principal, id, on, 'repaid');
  }

  private async settle(principal: Principal, id: string, on: Day | null, what: 'paid' | 'repaid'): Promise<void> {
    requireManager(principal);
    const today = londonDay(this.clock.now());
    if (on !== null && (!isDay(on) || on > today))
      throw invalid({field: `${what}_on`, message: 'Enter a day that is not to come.'});
    await this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<AreaChargeOf[]>(`${CHARGES} WHERE x.id = $1 FOR NO KEY UPDATE OF x`, [id]);
      if (!found) throw notFound('charge');
      if (!(what === 'paid' ? isOwing : isToRepay)(found)) throw settledAlready();
      await tx.query(`UPDATE area_charge SET ${what}_on = $2, ${what}_recorded_by = $3 WHERE id = $1`, [
        ...[id, on ?? today, principal.personId],
      ]);
      const subject = {kind: 'area_charge', id};
      await this.audit.record(tx, {...by(principal), action: `area_charge.${what}`, subject, after: {on: on ?? today}});
    });
  }
}

export const isOwing = ({paidOn, endedOn}: AreaChargeLine) => paidOn === null && endedOn === null;
export const isToRepay = ({paidOn, endedOn, repaidOn}: AreaChargeLine) =>
  paidOn !== null && endedOn !== null && repaidOn === null;

/** Somebody's own, what they owe first. For whoever was found to be a member. */
export function ownCharges(tx: Tx, personId: string): Promise<AreaChargeLine[]> {
  return tx.query<AreaChargeLine[]>(
    `${CHARGES} WHERE x.person_id = $1 ORDER BY x.paid_on IS NOT NULL OR x.ended_on IS NOT NULL, x.owed_on DESC, x.number LIMIT 100`,
    [personId],
  );
}

function settledAlready(): DomainError {
  return new DomainError('conflict', 'ILLEGAL_TRANSITION', 'This charge is not where it was. Look at it again.');
}

export const REFERENCE = `'MA-' || lpad(x.number::text, 6, '0')`;

const CHARGES = `
  SELECT x.id, ${REFERENCE} AS reference, n.name, coalesce(r.title, c.title) AS what, x.amount_pence AS "amountPence",
         x.owed_on AS "owedOn", x.paid_on AS "paidOn", x.ended_on AS "endedOn", x.repaid_on AS "repaidOn"
  FROM area_charge x JOIN person n ON n.id = x.person_id
  LEFT JOIN member_resource r ON r.id = x.member_resource_id
  LEFT JOIN course_place p ON p.id = x.course_place_id LEFT JOIN member_course c ON c.id = p.member_course_id`;
