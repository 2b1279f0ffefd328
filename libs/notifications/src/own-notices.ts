import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {prepared, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';

export interface Message {
  id: string;
  subject: string;
  body: string;
  path: string | null;
  createdAt: Date;
  readAt: Date | null;
}

/** What somebody was told, read by nobody but whom it is for. Whoever acts for somebody still reads their own. */
@Injectable()
export class OwnNotices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {}

  /** The newest first. */
  mine(principal: Principal, page = 1, perPage = 20): Promise<{items: Message[]; total: number}> {
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<(Message & {total: number})[]>(
        `SELECT ${MESSAGE}, count(*) OVER ()::int AS total FROM notice WHERE ${MINE}
         ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3`,
        [principal.personId, perPage, (page - 1) * perPage],
      );
      return {items: rows.map(({total: _, ...message}) => message), total: rows[0]?.total ?? 0};
    });
  }

  /** How many are not read yet: every page says it, so it takes one statement and no transaction. */
  async unread({councilId, personId}: Principal): Promise<number> {
    const [row] = await prepared<{n: number}[]>(this.dataSource, `SELECT unread_notices($1, $2) AS n`, [
      councilId,
      personId,
    ]);
    return row?.n ?? 0;
  }

  /** Opening it is reading it. @throws NOT_FOUND */
  open(principal: Principal, id: string): Promise<Message> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.read(tx, principal, id);
      const [message] = await tx.query<Message[]>(`SELECT ${MESSAGE} FROM notice WHERE ${MINE} AND id = $2`, [
        principal.personId,
        id,
      ]);
      if (!message) throw notFound('message');
      return message;
    });
  }

  /** Once read it stays read, from the first time. @throws NOT_FOUND */
  markRead(principal: Principal, id: string): Promise<void> {
    return this.uow.run(principal.councilId, (tx) => this.read(tx, principal, id));
  }

  private async read(tx: Tx, principal: Principal, id: string): Promise<void> {
    const found = await tx.query<unknown[]>(
      `WITH marked AS (UPDATE notice SET read_at = now() WHERE ${MINE} AND id = $2 AND read_at IS NULL)
       SELECT id FROM notice WHERE ${MINE} AND id = $2`,
      [principal.personId, id],
    );
    if (found.length === 0) throw notFound('message');
  }
}

const MESSAGE = `id, subject, body, path, created_at AS "createdAt", read_at AS "readAt"`;
const MINE = `person_id = $1 AND state = 'told'`;
