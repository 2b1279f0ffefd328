import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';

export interface WaitingEmail {
  id: string;
  name: string;
  email: string;
  subject: string;
  createdAt: Date;
}

/** E-mails that wait to be sent: for whoever runs the service for the council. Each look is in the audit trail. */
@Injectable()
export class ReadOutbox {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** The newest first. @throws FORBIDDEN */
  list(principal: Principal, page: number, perPage: number): Promise<{items: WaitingEmail[]; total: number}> {
    requireAllowed(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<(WaitingEmail & {total: number})[]>(
        `SELECT ${EMAIL}, count(*) OVER ()::int AS total FROM notice WHERE state = 'waiting'
         ORDER BY created_at DESC, id DESC LIMIT $1 OFFSET $2`,
        [perPage, (page - 1) * perPage],
      );
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {...by(principal), action: 'outbox.listed', subject, after: {shown: rows.length}});
      return {items: rows.map(({total: _, ...email}) => email), total: rows[0]?.total ?? 0};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<WaitingEmail & {body: string}> {
    requireAllowed(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [email] = await tx.query<(WaitingEmail & {body: string})[]>(
        `SELECT ${EMAIL}, body FROM notice WHERE state = 'waiting' AND id = $1`,
        [id],
      );
      if (!email) throw notFound('e-mail');
      await this.audit.record(tx, {...by(principal), action: 'outbox.read', subject: {kind: 'notice', id}});
      return email;
    });
  }
}

const EMAIL = `id, name, email, subject, created_at AS "createdAt"`;

function requireAllowed(principal: Principal): void {
  if (!principal.permissions.has('outbox:read')) throw forbidden('You do not have permission to do this.');
}
