import {Injectable} from '@nestjs/common';
import {Jobs, type MediaType, type Tx} from '@app/platform';
import type {Channel} from '../apply/channels.js';
import type {FileState} from './evidence-file.state.js';
import {REMOVE_FILE} from './scan-file.js';

/** A file as a list shows it. */
export interface FileView {
  id: string;
  requirement: string;
  name: string;
  mediaType: MediaType;
  bytes: number;
  state: FileState;
  channel: Channel;
  uploadedAt: Date;
}

/** The files of applications, and their end. */
@Injectable()
export class EvidenceFiles {
  constructor(private readonly jobs: Jobs) {}

  /** Those that were not taken back. */
  of(tx: Tx, applicationId: string): Promise<FileView[]> {
    return tx.query<FileView[]>(
      `SELECT id, requirement, name, media_type AS "mediaType", bytes, state, channel, uploaded_at AS "uploadedAt"
       FROM evidence_file WHERE application_id = $1 AND state <> 'removed' ORDER BY id`,
      [applicationId],
    );
  }

  /**
   * Removes the files of applications closed before then, and of those that retention has emptied, but where a legal
   * hold keeps them: the rows say that they were there, the content goes.
   * @returns how many
   */
  async purge(tx: Tx, before: Date): Promise<number> {
    const [gone] = await tx.query<[{id: string; councilId: string}[], number]>(
      `UPDATE evidence_file f SET state = 'removed' FROM application a
       WHERE a.id = f.application_id AND (a.closed_at < $1 OR a.emptied_at IS NOT NULL)
         AND f.state IN ('quarantined', 'clean', 'released')
         AND NOT is_held(a.member_id, (now() AT TIME ZONE 'Europe/London')::date)
       RETURNING f.id, f.council_id AS "councilId"`,
      [before],
    );
    for (const {id: fileId, councilId} of gone) await this.jobs.add(tx, REMOVE_FILE, {councilId, fileId});
    return gone.length;
  }
}
