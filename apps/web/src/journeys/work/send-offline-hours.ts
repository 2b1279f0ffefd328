import {Injectable} from '@nestjs/common';
import {ExpenseFiles, Expenses, ReadWork, RecordHours} from '@app/bookings';
import type {Principal} from '@app/identity';
import {Clock, DomainError, londonDay, type Pence} from '@app/kernel';
import type {Upload} from '@app/platform';
import {formatDay, formatTime} from '../../words/figures.js';
import {hoursOf} from './hours.form.js';
import type {OfflineForm} from './offline.form.js';

/** A visit as a phone keeps it: no more than is needed to write its hours down. */
export interface PhoneVisit {
  id: string;
  who: string;
  when: string;
  started: string;
  ended: string;
  endsAt: string;
  miles: boolean;
  night: boolean;
}

/** What a phone wrote down without signal is recorded: the expense, the hours, then the photograph, each once. */
@Injectable()
export class SendOfflineHours {
  constructor(
    private readonly work: ReadWork,
    private readonly records: RecordHours,
    private readonly expenses: Expenses,
    private readonly files: ExpenseFiles,
    private readonly clock: Clock,
  ) {}

  async visits(principal: Principal): Promise<PhoneVisit[]> {
    return (await this.work.forPhone(principal)).map((visit) => ({
      id: visit.id,
      who: visit.holder.name.split(' ')[0] ?? '',
      when: `${formatDay(londonDay(visit.startsAt), {weekday: 'long', day: 'numeric', month: 'long'})}, ${formatTime(visit.startsAt)}`,
      started: formatTime(visit.startsAt),
      ended: formatTime(visit.endsAt),
      endsAt: visit.endsAt.toISOString(),
      miles: visit.mileagePence !== null,
      night: visit.shift === 'sleep_in',
    }));
  }

  /** @throws what recording throws; a photograph that cannot be kept stops nothing */
  async run(principal: Principal, form: OfflineForm, upload: Upload): Promise<Pence> {
    const visit = await this.work.visit(principal, form.visit);
    const hours = hoursOf(visit, form);
    const sent = {key: form.key, madeAt: this.madeAt(form.made_at)};
    // Hours that are refused leave no expense behind: they come first, and what was laid out is added to them.
    const pence = await this.records.run(principal, visit.id, hours, sent);
    if (!form.expense || !form.expense_what) return pence;
    const expense = {what: form.expense_what, pence: form.expense, formKey: form.key};
    const expenseId = await this.expenses.add(principal, visit.id, expense);
    await this.files.add(principal, expenseId, upload).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
    return pence;
  }

  /** What the phone's clock said; one that is wrong, or ahead, counts as now. */
  private madeAt(said: string): Date {
    const [at, now] = [new Date(said), this.clock.now()];
    return Number.isNaN(at.getTime()) || at > now || at.getFullYear() < 2020 ? now : at;
  }
}
