import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, notFound} from '@app/kernel';
import {
  JobRunner,
  Jobs,
  plainFileName,
  SealedFiles,
  takeUpload,
  UnitOfWork,
  VirusScanner,
  type Upload,
} from '@app/platform';
import {ResourceFile} from './area.entity.js';
import {notTakenYet} from './area.errors.js';
import {requireManager, requireMember} from './members-only.js';

const SCAN = 'resources.scan';
const keyOf = ({councilId, id}: Pick<ResourceFile, 'councilId' | 'id'>) => `${councilId}/${id}`;

/** Files of resources: taken whole and sealed, looked at by the scanner or let go by a coordinator, opened by members. */
@Injectable()
export class ResourceFiles implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: SealedFiles,
    private readonly scanner: VirusScanner,
    private readonly jobs: Jobs,
    private readonly runner: JobRunner,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.register({task: SCAN, run: ({councilId, fileId}) => this.scan(String(councilId), String(fileId))});
  }

  /**
   * @param read opens what is being sent, once there is something to add it to
   * @throws FORBIDDEN, NOT_FOUND, FILE_EMPTY, FILE_TYPE, FILE_TOO_LARGE
   */
  async add(principal: Principal, resourceId: string, read: () => Promise<Upload>): Promise<void> {
    const {councilId, personId} = principal;
    const id = await this.prepare(principal, resourceId);
    const upload = await read();
    const found = await takeUpload(this.files, keyOf({councilId, id}), upload);
    if (!found) throw invalid({field: 'file', message: 'Choose a file.'});
    try {
      await this.uow.run(councilId, async (tx) => {
        await tx.query(
          `INSERT INTO resource_file (id, council_id, member_resource_id, name, media_type, bytes, uploaded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [id, councilId, resourceId, plainFileName(upload.name), found.mediaType, found.bytes, personId],
        );
        const subject = {kind: 'member_resource', id: resourceId};
        await this.audit.record(tx, {
          ...by(principal),
          action: 'member_resource.file_added',
          subject,
          after: {fileId: id},
        });
        await this.jobs.add(tx, SCAN, {councilId, fileId: id});
      });
    } catch (error) {
      await this.files.remove(keyOf({councilId, id}));
      throw error;
    }
  }

  /**
   * For members who have taken it where it is charged for, and for who keeps the area.
   * @throws FORBIDDEN, NOT_FOUND, CHARGE_NEEDED, FILE_NOT_OPEN while nothing has looked at it
   */
  async open(principal: Principal, resourceId: string, fileId: string) {
    const file = await this.uow.run(principal.councilId, async (tx) => {
      const keeps = principal.permissions.has('area:manage');
      if (!keeps) await requireMember(tx, principal);
      const [one] = await tx.query<(ResourceFile & {taken: boolean})[]>(
        `SELECT f.id, f.council_id AS "councilId", f.name, f.media_type AS "mediaType", f.state,
                area_price_on(r.id, NULL, $3) = 0 OR EXISTS (SELECT FROM area_charge x
                  WHERE x.member_resource_id = r.id AND x.person_id = $4 AND x.ended_on IS NULL) AS taken
         FROM resource_file f JOIN member_resource r ON r.id = f.member_resource_id
         WHERE f.id = $1 AND r.id = $2 AND r.removed_at IS NULL`,
        [fileId, resourceId, londonDay(this.clock.now()), principal.personId],
      );
      if (!one) throw notFound('file');
      if (!keeps && !one.taken) throw notTakenYet();
      if (!['clean', 'released'].includes(one.state)) throw notOpen();
      return one;
    });
    return {name: file.name, mediaType: file.mediaType, content: await this.files.open(keyOf(file))};
  }

  /** Where no scanner does it, the coordinator lets it go. @throws FORBIDDEN, NOT_FOUND, FILE_NOT_OPEN */
  async release(principal: Principal, resourceId: string, fileId: string): Promise<void> {
    requireManager(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const one = await tx.findOneBy(ResourceFile, {id: fileId, memberResourceId: resourceId});
      if (!one) throw notFound('file');
      if (one.state !== 'quarantined' || this.scanner.configured) throw notOpen();
      await tx.update(ResourceFile, {id: fileId}, {state: 'released', releasedBy: principal.personId});
      const subject = {kind: 'member_resource', id: resourceId};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'member_resource.file_released',
        subject,
        after: {fileId},
      });
    });
  }

  private prepare(principal: Principal, resourceId: string): Promise<string> {
    requireManager(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<{id: string}[]>(
        `SELECT new_id() AS id FROM member_resource WHERE id = $1 AND removed_at IS NULL`,
        [resourceId],
      );
      if (!row) throw notFound('resource');
      this.files.requireReady();
      return row.id;
    });
  }

  /** In the worker. Without a verdict it stays in quarantine and is tried again. */
  private async scan(councilId: string, id: string): Promise<void> {
    if (!this.scanner.configured) return;
    const file = await this.uow.run(councilId, (tx) => tx.findOneBy(ResourceFile, {id}));
    if (file?.state !== 'quarantined') return;
    const state = await this.scanner.scan(await this.files.open(keyOf(file)));
    await this.uow.run(councilId, (tx) => tx.update(ResourceFile, {id, state: 'quarantined'}, {state}));
    if (state === 'infected') await this.files.remove(keyOf(file));
  }
}

function notOpen(): DomainError {
  return new DomainError('refused', 'FILE_NOT_OPEN', 'This file is still being checked. Try again later.');
}
