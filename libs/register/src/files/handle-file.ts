import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {Jobs, SealedFiles, UnitOfWork, VirusScanner, type MediaType, type Tx} from '@app/platform';
import {forApplicant} from '../apply/channel.js';
import {ApplicationAccess} from '../applications/application-access.js';
import {fileNotOpen, scanPending} from '../apply/apply.errors.js';
import {fourEyes, illegalTransition} from '../register.errors.js';
import {EvidenceFile, storageKey} from './evidence-file.entity.js';
import {evidenceFileMachine, OPEN_FILE_STATES} from './evidence-file.state.js';
import {REMOVE_FILE} from './scan-file.js';

export interface OpenedFile {
  name: string;
  mediaType: MediaType;
  content: Buffer;
}

/** What is done with a file once it is there: opened, let out of quarantine, removed. Each is recorded. */
@Injectable()
export class HandleFile {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly files: SealedFiles,
    private readonly scanner: VirusScanner,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
  ) {}

  /** For the council's staff. @throws NOT_FOUND, FOUR_EYES for one's own, FILE_NOT_OPEN, FILE_INFECTED */
  async open(principal: Principal, id: string, fileId: string): Promise<OpenedFile> {
    const file = await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: false});
      if (opened.as === 'applicant') throw fourEyes();
      const found = await fileOf(tx, id, fileId);
      if (!OPEN_FILE_STATES.includes(found.state)) throw fileNotOpen(found.state);
      await this.note(tx, principal, found, 'file.viewed');
      return found;
    });
    const {name, mediaType} = file;
    return {name, mediaType, content: await this.files.open(storageKey(file))};
  }

  /**
   * Lets a file out of quarantine where no scanner does it.
   * @throws NOT_FOUND, FOUR_EYES, SCAN_PENDING where there is a scanner, FILE_NOT_OPEN
   */
  async release(principal: Principal, id: string, fileId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await this.access.forStaff(tx, principal, id);
      const file = await fileOf(tx, id, fileId);
      if (!evidenceFileMachine.can(file.state, 'release')) throw fileNotOpen(file.state);
      if (this.scanner.configured) throw scanPending();
      await tx.update(EvidenceFile, {id: fileId}, {state: 'released', releasedBy: principal.personId});
      await this.note(tx, principal, file, 'file.released');
    });
  }

  /** Takes a file back before the application is handed in. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  async remove(principal: Principal, id: string, fileId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: true});
      if (opened.application.state !== 'draft') throw illegalTransition(opened.application.state, 'add_file');
      const file = await fileOf(tx, id, fileId);
      if (!evidenceFileMachine.can(file.state, 'remove')) throw fileNotOpen(file.state);
      await tx.update(EvidenceFile, {id: fileId}, {state: 'removed'});
      await this.note(tx, principal, file, 'file.removed', forApplicant(opened, principal));
      await this.jobs.add(tx, REMOVE_FILE, {councilId: principal.councilId, fileId});
    });
  }

  private note(
    tx: Tx,
    principal: Principal,
    file: EvidenceFile,
    action: string,
    more: {forId?: string | undefined} = {},
  ) {
    return this.audit.record(tx, {
      ...by(principal),
      ...more,
      action,
      subject: {kind: 'application', id: file.applicationId},
      after: {fileId: file.id, requirement: file.requirement},
    });
  }
}

async function fileOf(tx: Tx, applicationId: string, id: string): Promise<EvidenceFile> {
  const file = await tx.findOneBy(EvidenceFile, {id, applicationId});
  if (!file) throw notFound('file');
  return file;
}
