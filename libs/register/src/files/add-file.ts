import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, notFound} from '@app/kernel';
import {
  Jobs,
  plainFileName,
  SealedFiles,
  takeUpload,
  UnitOfWork,
  type Inspected,
  type Tx,
  type Upload,
} from '@app/platform';
import {ADDING_STATES} from '../apply/adding-states.js';
import {channelOf, forApplicant} from '../apply/channel.js';
import {FILE_KINDS} from '../apply/questions.js';
import {ApplicationAccess, type Opened} from '../applications/application-access.js';
import {noFileKept} from '../apply/apply.errors.js';
import {illegalTransition} from '../register.errors.js';
import {requirementsOf} from '../scheme/scheme-in-force.js';
import {EvidenceFile, storageKey} from './evidence-file.entity.js';
import {SCAN_FILE} from './scan-file.js';

const MOST_FILES = 20;

/** Takes a file for a requirement: all of it, sealed and in quarantine, or nothing. */
@Injectable()
export class AddFile {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly files: SealedFiles,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param read gives the file, once it is known that one may be sent at all
   * @returns the file's id
   * @throws NOT_FOUND, ILLEGAL_TRANSITION, NO_FILE_KEPT for a DBS certificate, FILE_EMPTY, FILE_TYPE, FILE_TOO_LARGE
   */
  async run(principal: Principal, id: string, code: string, read: () => Promise<Upload>): Promise<string> {
    const fileId = await this.prepare(principal, id, code);
    const upload = await read();
    const key = storageKey({councilId: principal.councilId, id: fileId});
    const found = await takeUpload(this.files, key, upload);
    if (!found) throw invalid({field: 'file', message: 'Choose a file.'});
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const opened = await this.open(tx, principal, id, code);
        await this.insert(tx, principal, opened, {id: fileId, requirement: code, name: upload.name}, found);
      });
    } catch (error) {
      await this.files.remove(key);
      throw error;
    }
    return fileId;
  }

  /** Everything that can be known before it is read. @returns an id for it */
  private prepare(principal: Principal, id: string, code: string): Promise<string> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.open(tx, principal, id, code);
      this.files.requireReady();
      const [row] = await tx.query<{id: string}[]>(`SELECT new_id() AS id`);
      return (row as {id: string}).id;
    });
  }

  private async open(tx: Tx, principal: Principal, id: string, code: string): Promise<Opened> {
    const opened = await this.access.open(tx, principal, id, {lock: true});
    const {state, schemeVersionId} = opened.application;
    if (!ADDING_STATES.includes(state)) throw illegalTransition(state, 'add_file');
    const asked = (await requirementsOf(tx, [schemeVersionId])).get(schemeVersionId) ?? [];
    const terms = asked.find((each) => each.code === code);
    if (!terms) throw notFound('requirement');
    if (terms.kind === 'dbs') {
      throw noFileKept(
        'Do not send your DBS certificate. Show the original to an officer: the law lets us keep no copy.',
      );
    }
    if (!FILE_KINDS.includes(terms.kind)) throw noFileKept('No file is needed for this.');
    const held = await tx.countBy(EvidenceFile, {applicationId: id});
    if (held >= MOST_FILES)
      throw noFileKept(`You have sent ${MOST_FILES} files already. Talk to us before you send more.`);
    return opened;
  }

  private async insert(
    tx: Tx,
    principal: Principal,
    opened: Opened,
    {id, requirement, name}: {id: string; requirement: string; name: string},
    {bytes, mediaType}: Inspected,
  ): Promise<void> {
    const {councilId, personId: uploadedBy} = principal;
    const applicationId = opened.application.id;
    const channel = channelOf(opened);
    await tx.query(
      `INSERT INTO evidence_file (id, council_id, application_id, requirement, name, media_type, bytes, uploaded_by,
                                  channel, uploaded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        councilId,
        applicationId,
        requirement,
        plainFileName(name),
        mediaType,
        bytes,
        uploadedBy,
        channel,
        this.clock.now(),
      ],
    );
    await this.audit.record(tx, {
      ...by(principal),
      ...forApplicant(opened, principal),
      action: 'file.added',
      subject: {kind: 'application', id: applicationId},
      after: {fileId: id, requirement, mediaType, bytes, channel},
    });
    await this.jobs.add(tx, SCAN_FILE, {councilId, fileId: id});
  }
}
