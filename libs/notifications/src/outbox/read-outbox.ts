import {Inject, Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import {Environment, UnitOfWork} from '@app/platform';

export interface WaitingMessage {
  id: string;
  channel: 'email' | 'sms';
  name: string;
  to: string;
  subject: string;
  createdAt: Date;
  /** Not before then: the person wants to be left in peace, or the last try failed. */
  dueAt: Date;
}

export interface OpenedMessage extends WaitingMessage {
  /** Null when it lets whoever has it in, and is for nobody else to see. */
  body: string | null;
}

/** E-mails and text messages that wait to be sent, as they would be sent: for whoever runs the service for the council. Each look is in the audit trail. */
@Injectable()
export class ReadOutbox {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    @Inject(Environment) private readonly environment: Environment,
  ) {}

  /** The newest first. @throws FORBIDDEN */
  list(principal: Principal, page: number, perPage: number): Promise<{items: WaitingMessage[]; total: number}> {
    requireAllowed(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<(WaitingMessage & {total: number})[]>(
        `SELECT ${COLUMNS}, count(*) OVER ()::int AS total FROM delivery WHERE ${WAITING}
         ORDER BY created_at DESC, id DESC LIMIT $1 OFFSET $2`,
        [perPage, (page - 1) * perPage],
      );
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {...by(principal), action: 'outbox.listed', subject, after: {shown: rows.length}});
      return {items: rows.map(({total: _, ...message}) => message), total: rows[0]?.total ?? 0};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<OpenedMessage> {
    requireAllowed(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<(OpenedMessage & {secret: boolean})[]>(
        `SELECT ${COLUMNS}, body, secret FROM delivery WHERE ${WAITING} AND id = $1`,
        [id],
      );
      if (!row) throw notFound('message');
      await this.audit.record(tx, {...by(principal), action: 'outbox.read', subject: {kind: 'notice', id}});
      const {secret, ...message} = row;
      return {...message, body: secret && this.environment.production ? null : message.body};
    });
  }
}

const COLUMNS = `id, channel, to_name AS name, to_value AS to, subject, created_at AS "createdAt", due_at AS "dueAt"`;
const WAITING = `state = 'waiting' AND channel IN ('email', 'sms')`;

function requireAllowed(principal: Principal): void {
  if (!principal.permissions.has('outbox:read')) throw forbidden('You do not have permission to do this.');
}
