import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Need} from '../delivery/delivery.entity.js';
import {requireStaff} from '../preferences/whose-contact.js';
import {LetterPdf, type LetterToPrint} from './letter-pdf.js';

/** One pile of paper that somebody puts into envelopes. */
const MOST_IN_BATCH = 100;

export interface WaitingLetter {
  id: string;
  personId: string | null;
  name: string;
  subject: string;
  format: string;
  language: string;
  needs: Need[];
  createdAt: Date;
}

export interface Batch {
  id: string;
  letters: number;
  madeAt: Date;
  madeBy: string;
  postedAt: Date | null;
  postedBy: string | null;
}

/** Letters that wait to be printed, in batches; each is marked as posted by whoever posted it. */
@Injectable()
export class LetterQueue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly pdf: LetterPdf,
  ) {}

  /** The oldest first, and the batches of late. @throws FORBIDDEN */
  list(principal: Principal): Promise<{waiting: WaitingLetter[]; total: number; batches: Batch[]}> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const waiting = await tx.query<(WaitingLetter & {total: number})[]>(
        `SELECT id, person_id AS "personId", to_name AS name, subject, format, language, needs, created_at AS "createdAt",
                count(*) OVER ()::int AS total
         FROM delivery WHERE channel = 'letter' AND state = 'waiting' AND called_at IS NULL ORDER BY due_at, id LIMIT ${MOST_IN_BATCH}`,
      );
      const batches = await tx.query<Batch[]>(
        `SELECT b.id, made_at AS "madeAt", m.name AS "madeBy", posted_at AS "postedAt", p.name AS "postedBy",
                (SELECT count(*)::int FROM delivery WHERE letter_batch_id = b.id) AS letters
         FROM letter_batch b JOIN person m ON m.id = b.made_by LEFT JOIN person p ON p.id = b.posted_by
         WHERE posted_at IS NULL OR made_at > now() - interval '28 days' ORDER BY posted_at IS NOT NULL, made_at DESC LIMIT 50`,
      );
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'letters.listed',
        subject,
        after: {shown: waiting.length},
      });
      return {waiting: waiting.map(({total: _, ...each}) => each), total: waiting[0]?.total ?? 0, batches};
    });
  }

  /** Takes what waits into a batch to print. @returns its id @throws FORBIDDEN, NOTHING_TO_PRINT */
  print(principal: Principal): Promise<string> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [batch] = await tx.query<{id: string}[]>(
        `INSERT INTO letter_batch (council_id, made_by) VALUES ($1, $2) RETURNING id`,
        [principal.councilId, principal.personId],
      );
      const id = batch?.id ?? '';
      const rows = await tx.query<unknown[]>(
        `WITH next AS (SELECT id FROM delivery WHERE channel = 'letter' AND state = 'waiting' AND called_at IS NULL
                       ORDER BY due_at, id LIMIT ${MOST_IN_BATCH} FOR UPDATE SKIP LOCKED),
         taken AS (UPDATE delivery d SET state = 'printed', letter_batch_id = $1 FROM next WHERE d.id = next.id RETURNING d.id)
         SELECT id FROM taken`,
        [id],
      );
      if (rows.length === 0)
        throw new DomainError('conflict', 'NOTHING_TO_PRINT', 'No letter is waiting to be printed.');
      const subject = {kind: 'letter_batch', id};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'letters.printed',
        subject,
        after: {letters: rows.length},
      });
      return id;
    });
  }

  /** The same letters each time, until they are posted and after. @throws FORBIDDEN, NOT_FOUND */
  async file(principal: Principal, batchId: string): Promise<Buffer> {
    requireStaff(principal);
    const letters = await this.uow.run(principal.councilId, async (tx) => {
      await requireBatch(tx, batchId);
      const subject = {kind: 'letter_batch', id: batchId};
      await this.audit.record(tx, {...by(principal), action: 'letters.read', subject});
      return tx.query<LetterToPrint[]>(
        `SELECT to_value AS to, to_name AS "toName", subject, body, format FROM delivery
         WHERE letter_batch_id = $1 AND state <> 'ended' ORDER BY due_at, id`,
        [batchId],
      );
    });
    if (letters.length === 0) throw notFound('batch');
    return this.pdf.all(principal.councilId, letters, 'Letters to post');
  }

  /** @throws FORBIDDEN, NOT_FOUND, ALREADY_POSTED */
  posted(principal: Principal, batchId: string): Promise<void> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      await requireBatch(tx, batchId);
      const done = await tx.query<unknown[]>(
        `WITH b AS (UPDATE letter_batch SET posted_at = now(), posted_by = $2 WHERE id = $1 AND posted_at IS NULL RETURNING id)
         SELECT id FROM b`,
        [batchId, principal.personId],
      );
      if (done.length === 0)
        throw new DomainError('conflict', 'ALREADY_POSTED', 'These letters were marked as posted before.');
      await tx.query(`UPDATE delivery SET state = 'sent' WHERE letter_batch_id = $1 AND state = 'printed'`, [batchId]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'letters.posted',
        subject: {kind: 'letter_batch', id: batchId},
      });
    });
  }
}

async function requireBatch(tx: Tx, id: string): Promise<void> {
  const rows = await tx.query<unknown[]>(`SELECT id FROM letter_batch WHERE id = $1`, [id]);
  if (rows.length === 0) throw notFound('batch');
}
