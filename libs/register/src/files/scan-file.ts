import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import {JobRunner, SealedFiles, UnitOfWork, VirusScanner, type ScanResult, type Tx} from '@app/platform';
import {EvidenceFile, storageKey} from './evidence-file.entity.js';
import {evidenceFileMachine} from './evidence-file.state.js';

export const SCAN_FILE = 'files.scan';
/** Removes content from the storage once nothing in the database speaks of it any more. */
export const REMOVE_FILE = 'files.remove';

/** In the worker: has each file scanned. Without a verdict it stays in quarantine and is tried again. */
@Injectable()
export class ScanFile implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly uow: UnitOfWork,
    private readonly files: SealedFiles,
    private readonly scanner: VirusScanner,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      task: SCAN_FILE,
      run: ({councilId, fileId}) => this.run(String(councilId), String(fileId)),
    });
    this.jobs.register({
      task: REMOVE_FILE,
      run: ({councilId, fileId}) => this.files.remove(storageKey({councilId: String(councilId), id: String(fileId)})),
    });
  }

  private async run(councilId: string, id: string): Promise<void> {
    if (!this.scanner.configured) return;
    const file = await this.uow.run(councilId, (tx) => tx.findOneBy(EvidenceFile, {id}));
    if (file?.state !== 'quarantined') return;
    const result = await this.scanner.scan(await this.files.open(storageKey(file)));
    await this.uow.run(councilId, (tx) => this.conclude(tx, councilId, id, result));
    if (result === 'infected') await this.files.remove(storageKey(file));
  }

  private async conclude(tx: Tx, councilId: string, id: string, result: ScanResult): Promise<void> {
    const file = await tx.findOneOrFail(EvidenceFile, {where: {id}, lock: {mode: 'pessimistic_write'}});
    const action = result === 'clean' ? 'pass' : 'condemn';
    if (!evidenceFileMachine.can(file.state, action)) return;
    await tx.update(EvidenceFile, {id}, {state: evidenceFileMachine.transitions[action].to});
    await this.audit.record(tx, {
      councilId,
      action: `file.${result}`,
      subject: {kind: 'application', id: file.applicationId},
      after: {fileId: id},
    });
  }
}
