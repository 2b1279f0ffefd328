import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, notFound, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {illegalTransition} from '../bookings.errors.js';
import {Visit} from '../visit/visit.entity.js';
import {HoursCost} from './hours-cost.js';
import {keepHours} from './keep-hours.js';

export interface NewExpense {
  what: string;
  pence: Pence;
  /** Sent twice with one key, it is written down once. */
  formKey: string;
}

const MOST_PENCE = 50_000;
const MOST_EXPENSES = 10;

/** What a PA or provider laid out on a visit. It counts with the hours, and can be changed for as long as they can. */
@Injectable()
export class Expenses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly costs: HoursCost,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns its id
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, EXPENSES_FULL
   */
  add(principal: Principal, visitId: string, expense: NewExpense): Promise<string> {
    const what = requireText('what', expense.what, 'Say what it was for', 200);
    const {pence, formKey} = expense;
    if (!Number.isSafeInteger(pence) || pence < 1 || pence > MOST_PENCE) {
      throw invalid({field: 'pence', message: 'Give an amount from 1p to £500.'});
    }
    return this.uow.run(principal.councilId, async (tx) => {
      const visit = await this.lock(tx, principal, visitId);
      const [known] = await tx.query<{id: string; visitId: string}[]>(
        `SELECT id, visit_id AS "visitId" FROM visit_expense WHERE form_key = $1`,
        [formKey],
      );
      if (known?.visitId === visitId) return known.id;
      if (known) throw invalid({field: 'form_key', message: 'Open the form again.'});
      requireOpen(visit);
      await requireRoom(tx, visitId);
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO visit_expense (council_id, visit_id, what, pence, form_key, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [principal.councilId, visitId, what, pence, formKey, principal.personId],
      );
      await this.note(tx, principal, visit, 'visit.expense_added', {expense_id: row.id, what, pence});
      return row.id;
    });
  }

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION */
  async remove(principal: Principal, visitId: string, expenseId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const visit = await this.lock(tx, principal, visitId);
      requireOpen(visit);
      const [, changed] = await tx.query<[unknown, number]>(
        `UPDATE visit_expense SET removed_at = $3 WHERE id = $1 AND visit_id = $2 AND removed_at IS NULL`,
        [expenseId, visitId, this.clock.now()],
      );
      if (!changed) throw notFound('expense');
      await this.note(tx, principal, visit, 'visit.expense_removed', {expense_id: expenseId});
    });
  }

  private async lock(tx: Tx, principal: Principal, visitId: string): Promise<Visit> {
    const found = await tx.findOneBy(Visit, {id: visitId});
    if (!found) throw notFound('visit');
    await this.parties.lockAs(tx, principal, found.bookingId, 'worker', 'see_support');
    return tx.findOneByOrFail(Visit, {id: visitId});
  }

  /** Hours that were recorded already come to something else now, and are told anew. */
  private async note(tx: Tx, principal: Principal, visit: Visit, action: string, after: object): Promise<void> {
    await this.audit.record(tx, {...by(principal), action, subject: {kind: 'visit', id: visit.id}, after: {...after}});
    if (visit.state !== 'recorded' || !visit.startedAt || !visit.endedAt) return;
    const booking = await this.parties.lockAs(tx, principal, visit.bookingId, 'worker', 'see_support');
    const miles = visit.miles === null ? null : Number(visit.miles);
    const [last] = await tx.query<{awakeMinutes: number | null}[]>(
      `SELECT awake_minutes AS "awakeMinutes" FROM hours_record WHERE visit_id = $1 ORDER BY recorded_at DESC, id DESC LIMIT 1`,
      [visit.id],
    );
    const awakeMinutes = last?.awakeMinutes ?? null;
    const hours = {startedAt: visit.startedAt, endedAt: visit.endedAt, miles, awakeMinutes};
    const pay = await this.costs.of(tx, booking, visit, hours);
    await keepHours(tx, principal, visit.id, {hours, pay, at: this.clock.now(), sent: null, reason: null});
    await this.outbox.publish(tx, principal.councilId, 'visit.recorded', visit.id);
  }
}

function requireOpen({state}: Visit): void {
  if (state !== 'accepted' && state !== 'recorded') throw illegalTransition('visit', state, 'record expenses for');
}

async function requireRoom(tx: Tx, visitId: string): Promise<void> {
  const [{count}] = await tx.query<[{count: number}]>(
    `SELECT count(*)::int AS count FROM visit_expense WHERE visit_id = $1 AND removed_at IS NULL`,
    [visitId],
  );
  if (count < MOST_EXPENSES) return;
  throw new DomainError('refused', 'EXPENSES_FULL', `A visit can have ${MOST_EXPENSES} expenses at most.`);
}
