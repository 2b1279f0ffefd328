import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {prepared, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import type {Letter} from './templates/letter.js';
import {TEMPLATES, type TemplateCode, type TemplateData} from './templates/index.js';

/** Somebody with an account, who reads it inside; or somebody without, who would get an e-mail. */
export type Recipient = {personId: string} | {email: string; name: string};

export interface Telling<C extends TemplateCode> {
  councilId: string;
  to: Recipient;
  template: C;
  data: TemplateData<C>;
  /** What makes it the same message: told once only under it, however often somebody tries. */
  key: string;
}

export interface Message {
  id: string;
  subject: string;
  body: string;
  path: string | null;
  createdAt: Date;
  readAt: Date | null;
}

/** What people are told: written in the caller's transaction, read by nobody but whom it is for. */
@Injectable()
export class Notices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {}

  /** @returns whether it is new: false when it was told before */
  async tell<C extends TemplateCode>(tx: Tx, {councilId, to, template, data, key}: Telling<C>): Promise<boolean> {
    const {subject, body, path} = (TEMPLATES[template] as (data: TemplateData<C>) => Letter)(data);
    const inside = 'personId' in to;
    const rows = await tx.query<unknown[]>(
      `INSERT INTO notice (council_id, person_id, email, name, channel, template, data, subject, body, path, key, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (council_id, key) DO NOTHING RETURNING id`,
      [
        councilId,
        inside ? to.personId : null,
        inside ? null : to.email,
        inside ? null : to.name,
        inside ? 'inside' : 'email',
        template,
        JSON.stringify(data),
        subject.slice(0, 200),
        body,
        path,
        key,
        inside ? 'told' : 'waiting',
      ],
    );
    return rows.length > 0;
  }

  /** No longer to be sent or shown: what it said and to whom is gone. Nothing when there is none. */
  async end(tx: Tx, councilId: string, key: string): Promise<void> {
    await tx.query(`UPDATE notice SET state = 'ended' WHERE council_id = $1 AND key = $2 AND state <> 'ended'`, [
      councilId,
      key,
    ]);
  }

  /** One's own, the newest first. Whoever acts for somebody still reads their own. */
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
  async unread(principal: Principal): Promise<number> {
    const [row] = await prepared<{n: number}[]>(this.dataSource, `SELECT unread_notices($1, $2) AS n`, [
      principal.councilId,
      principal.personId,
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
