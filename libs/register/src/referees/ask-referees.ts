import {Injectable} from '@nestjs/common';
import {Outbox, type Tx} from '@app/platform';

/** A referee is to be sent a link. The worker makes it, so that it stands nowhere before it is sent. */
export const REFERENCE_WANTED = 'reference.wanted';
/** They have not answered for a week. */
export const REFERENCE_REMINDER = 'reference.reminder';
/** Nothing more is wanted of them: what was written to them need not be kept. */
export const REFERENCE_CLOSED = 'reference.closed';

/** Has every referee asked who can be written to, when an application is handed in; and no more, when it has ended. */
@Injectable()
export class AskReferees {
  constructor(private readonly outbox: Outbox) {}

  async of(tx: Tx, councilId: string, applicationId: string): Promise<void> {
    const rows = await tx.query<{id: string}[]>(
      `SELECT id FROM referee WHERE application_id = $1 AND state = 'named' AND email IS NOT NULL ORDER BY id`,
      [applicationId],
    );
    await this.outbox.publish(
      tx,
      councilId,
      REFERENCE_WANTED,
      rows.map((row) => row.id),
    );
  }

  /** The application has come to its end: whoever has not answered need not, and what was written to them goes. */
  async noMore(tx: Tx, councilId: string, applicationId: string): Promise<void> {
    const rows = await tx.query<{id: string}[]>(
      `SELECT id FROM referee WHERE application_id = $1 AND state IN ('named', 'asked') ORDER BY id`,
      [applicationId],
    );
    await this.outbox.publish(
      tx,
      councilId,
      REFERENCE_CLOSED,
      rows.map((row) => row.id),
    );
  }
}
