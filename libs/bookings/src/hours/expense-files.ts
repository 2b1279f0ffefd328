import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {
  JobRunner,
  Jobs,
  plainFileName,
  SealedFiles,
  takeUpload,
  UnitOfWork,
  VirusScanner,
  type Inspected,
  type Tx,
  type Upload,
} from '@app/platform';
import {BookingParties} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {ExpenseFile} from './visit-expense.entity.js';

const SCAN = 'expenses.scan';
const keyOf = ({councilId, id}: Pick<ExpenseFile, 'councilId' | 'id'>) => `${councilId}/${id}`;

/** The photograph of a receipt: one for each expense, taken whole and sealed, opened by both sides of the visit. */
@Injectable()
export class ExpenseFiles implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly files: SealedFiles,
    private readonly scanner: VirusScanner,
    private readonly jobs: Jobs,
    private readonly runner: JobRunner,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.runner.register({task: SCAN, run: ({councilId, fileId}) => this.scan(String(councilId), String(fileId))});
  }

  /**
   * @returns null when no file was chosen, or when the expense has one already
   * @throws NOT_FOUND, FILE_EMPTY, FILE_TYPE, FILE_TOO_LARGE
   */
  async add(principal: Principal, expenseId: string, upload: Upload): Promise<string | null> {
    const id = await this.prepare(principal, expenseId).catch((error: unknown) => {
      upload.content.resume();
      throw error;
    });
    if (id === null) {
      upload.content.resume();
      return null;
    }
    const key = keyOf({councilId: principal.councilId, id});
    const found = await takeUpload(this.files, key, upload);
    if (!found) return null;
    try {
      await this.uow.run(principal.councilId, (tx) => this.insert(tx, principal, expenseId, id, upload.name, found));
    } catch (error) {
      await this.files.remove(key);
      throw error;
    }
    return id;
  }

  /** @throws NOT_FOUND, FILE_NOT_OPEN when something was found in it, or while a scanner has not looked at it */
  async open(principal: Principal, expenseId: string, fileId: string) {
    const file = await this.uow.run(principal.councilId, async (tx) => {
      await this.requireSide(tx, principal, expenseId, ['worker', 'holder']);
      const one = await tx.findOneBy(ExpenseFile, {id: fileId, expenseId});
      if (!one) throw notFound('file');
      // Where no scanner does it, the two sides open what they gave each other, as something to save.
      if (one.state !== 'clean' && (one.state === 'infected' || this.scanner.configured)) throw notOpen();
      await this.note(tx, principal, expenseId, 'expense.receipt_viewed', fileId);
      return one;
    });
    const {name, mediaType} = file;
    return {name, mediaType, content: await this.files.open(keyOf(file))};
  }

  /** Everything that can be known before it is read. */
  private prepare(principal: Principal, expenseId: string): Promise<string | null> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.requireSide(tx, principal, expenseId, ['worker']);
      this.files.requireReady();
      if (
        await tx.existsBy(ExpenseFile, [
          {expenseId, state: 'quarantined'},
          {expenseId, state: 'clean'},
        ])
      )
        return null;
      const [row] = await tx.query<[{id: string}]>(`SELECT new_id() AS id`);
      return row.id;
    });
  }

  private async requireSide(tx: Tx, principal: Principal, expenseId: string, sides: string[]): Promise<void> {
    const [row] = await tx.query<{bookingId: string}[]>(
      `SELECT v.booking_id AS "bookingId" FROM visit_expense e JOIN visit v ON v.id = e.visit_id
       WHERE e.id = $1 AND e.removed_at IS NULL`,
      [expenseId],
    );
    const booking = row && (await tx.findOneBy(Booking, {id: row.bookingId}));
    const side = booking && (await this.parties.sideOf(tx, principal, booking, 'see_support'));
    if (!side || !sides.includes(side)) throw notFound('expense');
  }

  private async insert(tx: Tx, principal: Principal, expenseId: string, id: string, name: string, found: Inspected) {
    const {councilId, personId} = principal;
    await tx.query(
      `INSERT INTO expense_file (id, council_id, expense_id, name, media_type, bytes, uploaded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, councilId, expenseId, plainFileName(name, 'receipt'), found.mediaType, found.bytes, personId],
    );
    await this.note(tx, principal, expenseId, 'expense.receipt_added', id);
    await this.jobs.add(tx, SCAN, {councilId, fileId: id});
  }

  private note(tx: Tx, principal: Principal, expenseId: string, action: string, fileId: string): Promise<void> {
    return this.audit.record(tx, {
      ...by(principal),
      action,
      subject: {kind: 'visit_expense', id: expenseId},
      after: {fileId},
    });
  }

  /** In the worker. Without a verdict it stays in quarantine and is tried again. */
  private async scan(councilId: string, id: string): Promise<void> {
    if (!this.scanner.configured) return;
    const file = await this.uow.run(councilId, (tx) => tx.findOneBy(ExpenseFile, {id}));
    if (file?.state !== 'quarantined') return;
    const state = await this.scanner.scan(await this.files.open(keyOf(file)));
    await this.uow.run(councilId, (tx) => tx.update(ExpenseFile, {id, state: 'quarantined'}, {state}));
    if (state === 'infected') await this.files.remove(keyOf(file));
  }
}

function notOpen(): DomainError {
  return new DomainError('refused', 'FILE_NOT_OPEN', 'This file is still being checked. Try again later.');
}
