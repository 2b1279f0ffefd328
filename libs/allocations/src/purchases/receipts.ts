import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail, by, linesFor, MayAct, requirePermission, type Principal} from '@app/identity';
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
import {ReadBudgets} from '../budget/read-budgets.js';
import {PurchaseFile} from './purchase-file.entity.js';

const SCAN = 'receipts.scan';
const MOST_FILES = 5;
const keyOf = ({councilId, id}: Pick<PurchaseFile, 'councilId' | 'id'>) => `${councilId}/${id}`;

/** Photographs of receipts: taken whole and sealed, looked at by the scanner, opened by whose they are and by the council. */
@Injectable()
export class Receipts implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly budgets: ReadBudgets,
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
   * @returns null when no file was chosen, as a browser sends a form without one
   * @throws NOT_FOUND, FILE_EMPTY, FILE_TYPE, FILE_TOO_LARGE, FILES_FULL
   */
  async add(principal: Principal, purchaseId: string, upload: Upload): Promise<string | null> {
    const id = await this.prepare(principal, purchaseId).catch((error: unknown) => {
      upload.content.resume();
      throw error;
    });
    const key = keyOf({councilId: principal.councilId, id});
    const found = await takeUpload(this.files, key, upload);
    if (!found) return null;
    try {
      await this.uow.run(principal.councilId, (tx) => this.insert(tx, principal, purchaseId, id, upload.name, found));
    } catch (error) {
      await this.files.remove(key);
      throw error;
    }
    return id;
  }

  /** @throws NOT_FOUND when it is not theirs, before anything is read */
  async requireMay(principal: Principal, purchaseId: string): Promise<void> {
    await this.uow.run(principal.councilId, (tx) => this.requireOwn(tx, principal, purchaseId));
  }

  /** Everything that can be known before it is read. @returns an id for it */
  private prepare(principal: Principal, purchaseId: string): Promise<string> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.requireOwn(tx, principal, purchaseId);
      this.files.requireReady();
      const [row] = await tx.query<[{id: string}]>(`SELECT new_id() AS id`);
      return row.id;
    });
  }

  /** @throws NOT_FOUND, FILE_NOT_OPEN while nothing has looked at it */
  async open(principal: Principal, purchaseId: string, fileId: string) {
    const file = await this.uow.run(principal.councilId, async (tx) => {
      if (!principal.permissions.has('budget:manage')) await this.requireOwn(tx, principal, purchaseId);
      const one = await tx.findOneBy(PurchaseFile, {id: fileId, purchaseId});
      if (!one) throw notFound('file');
      if (!['clean', 'released'].includes(one.state)) throw notOpen();
      await this.note(tx, principal, purchaseId, 'receipt.viewed', fileId);
      return one;
    });
    const {name, mediaType} = file;
    return {name, mediaType, content: await this.files.open(keyOf(file))};
  }

  /** Where no scanner does it, an officer lets it go. @throws FORBIDDEN, NOT_FOUND, FILE_NOT_OPEN */
  async release(principal: Principal, purchaseId: string, fileId: string): Promise<void> {
    requirePermission(principal, 'budget:manage');
    await this.uow.run(principal.councilId, async (tx) => {
      const one = await tx.findOneBy(PurchaseFile, {id: fileId, purchaseId});
      if (!one) throw notFound('file');
      if (one.state !== 'quarantined' || this.scanner.configured) throw notOpen();
      await tx.update(PurchaseFile, {id: fileId}, {state: 'released', releasedBy: principal.personId});
      await this.note(tx, principal, purchaseId, 'receipt.released', fileId);
    });
  }

  private async requireOwn(tx: Tx, principal: Principal, purchaseId: string): Promise<void> {
    const holderId = await this.mayAct.require(tx, principal, 'write_purchases');
    const lines = await this.budgets.linesOf(tx, holderId, linesFor(principal, 'write_purchases'));
    const [row] = await tx.query<{lineId: string}[]>(`SELECT line_id AS "lineId" FROM purchase WHERE id = $1`, [
      purchaseId,
    ]);
    if (!row || !lines.some((line) => line.id === row.lineId)) throw notFound('purchase');
  }

  private async insert(tx: Tx, principal: Principal, purchaseId: string, id: string, name: string, found: Inspected) {
    const {councilId, personId} = principal;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 8))`, [purchaseId]);
    if ((await tx.countBy(PurchaseFile, {purchaseId})) >= MOST_FILES) {
      throw full();
    }
    await tx.query(
      `INSERT INTO purchase_file (id, council_id, purchase_id, name, media_type, bytes, uploaded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, councilId, purchaseId, plainFileName(name, 'receipt'), found.mediaType, found.bytes, personId],
    );
    await this.note(tx, principal, purchaseId, 'receipt.added', id);
    await this.jobs.add(tx, SCAN, {councilId, fileId: id});
  }

  private note(tx: Tx, principal: Principal, purchaseId: string, action: string, fileId: string): Promise<void> {
    return this.audit.record(tx, {
      ...by(principal),
      action,
      subject: {kind: 'purchase', id: purchaseId},
      after: {fileId},
    });
  }

  /** In the worker. Without a verdict it stays in quarantine and is tried again. */
  private async scan(councilId: string, id: string): Promise<void> {
    if (!this.scanner.configured) return;
    const file = await this.uow.run(councilId, (tx) => tx.findOneBy(PurchaseFile, {id}));
    if (file?.state !== 'quarantined') return;
    const state = await this.scanner.scan(await this.files.open(keyOf(file)));
    await this.uow.run(councilId, (tx) => tx.update(PurchaseFile, {id, state: 'quarantined'}, {state}));
    if (state === 'infected') await this.files.remove(keyOf(file));
  }
}

function full(): DomainError {
  const message = `There are ${MOST_FILES} photographs already. That is as many as we keep.`;
  return new DomainError('refused', 'FILES_FULL', message, {fields: [{field: 'file', message}]});
}

function notOpen(): DomainError {
  return new DomainError('refused', 'FILE_NOT_OPEN', 'This file is still being checked. Try again later.');
}
