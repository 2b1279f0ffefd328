import {Injectable, Logger} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {LetterPdf} from '../letters/letter-pdf.js';
import {ConcludeDeliveries, type Sent} from './conclude-deliveries.js';
import type {Sender, SendResult} from './sender.js';
import {Senders} from './senders.js';

const BATCH = 200;
const AT_ONCE = 16;
/** What is left goes with the next job, so that one council’s thousands do not keep the others waiting. */
const LONGEST_RUN_MS = 25_000;

export type Outcome = 'done' | 'more' | 'busy';

interface Taken {
  id: string;
  channel: 'email' | 'sms' | 'letter';
  to: string;
  toName: string;
  subject: string;
  body: string;
  format: string;
  attempts: number;
  /** A call was begun before, and nobody knows how it ended. */
  uncertain: boolean;
}

/**
 * Sends what is due of one council, each once. One process at a time does so for a council: it holds a lock that ends
 * with its connection. It notes that it is about to call before it calls. Whoever comes after one that died therefore
 * knows for which messages that was so, and asks the provider for each of them before sending it again.
 */
@Injectable()
export class SendDeliveries {
  private readonly log = new Logger(SendDeliveries.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly senders: Senders,
    private readonly conclude: ConcludeDeliveries,
    private readonly letters: LetterPdf,
    private readonly clock: Clock,
  ) {}

  run(councilId: string): Promise<Outcome> {
    const end = Date.now() + LONGEST_RUN_MS;
    return this.uow.run(councilId, async (lock) => {
      const [row] = await lock.query<{free: boolean}[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('send ' || $1, 0)) AS free`,
        [councilId],
      );
      if (!row?.free) return 'busy';
      // Slow answers must not cost the lock: without it somebody else would begin.
      await lock.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
      for (;;) {
        const setUp = await this.uow.apart(councilId, (tx) => this.senders.of(tx, councilId));
        if (!setUp) return 'done';
        const taken = await this.uow.apart(councilId, (tx) => this.take(tx, setUp.sender, setUp.since));
        if (taken.length === 0) return 'done';
        const sent = await this.sendAll(councilId, setUp.sender, taken);
        await this.uow.apart(councilId, (tx) => this.conclude.run(tx, councilId, sent));
        const held = sent.find(({result}) => result.kind === 'halt' || result.kind === 'later');
        if (held) this.log.warn(`messages of a council are put off: ${held.result.kind}`);
        if (Date.now() > end) return 'more';
      }
    });
  }

  /** Says, in a transaction of its own, that these are about to be sent. */
  private take(tx: Tx, sender: Sender, since: Date): Promise<Taken[]> {
    return tx.query<Taken[]>(
      `WITH due AS (
         SELECT id, called_at IS NOT NULL AS uncertain FROM delivery
         WHERE state = 'waiting' AND channel = ANY($1) AND due_at <= $2 AND created_at >= $3
         ORDER BY due_at, id LIMIT ${BATCH} FOR UPDATE
       ), taken AS (
         UPDATE delivery d SET attempts = attempts + 1, called_at = $2 FROM due WHERE d.id = due.id
         RETURNING d.id, d.channel, d.to_value, d.to_name, d.subject, d.body, d.format, d.attempts, due.uncertain
       )
       SELECT id, channel, to_value AS to, to_name AS "toName", subject, body, format, attempts, uncertain FROM taken`,
      [[...sender.takes], this.clock.now(), since],
    );
  }

  /** Several at once, one after the other as answers come; none more once the provider says that it is enough. */
  private async sendAll(councilId: string, sender: Sender, taken: readonly Taken[]): Promise<Sent[]> {
    const sent: Sent[] = [];
    const waiting = [...taken];
    let enough = false;
    const one = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        // What was not called is certain not to have been sent.
        const result: SendResult =
          enough && !next.uncertain ? {kind: 'later', certain: true} : await this.send(councilId, sender, next);
        enough ||= result.kind === 'halt' || (result.kind === 'later' && result.certain);
        sent.push({id: next.id, attempts: next.attempts, result});
      }
    };
    await Promise.all(Array.from({length: AT_ONCE}, one));
    return sent;
  }

  private async send(councilId: string, sender: Sender, {id, uncertain, ...message}: Taken): Promise<SendResult> {
    try {
      const before = uncertain ? await sender.find(id) : null;
      if (before) return {kind: 'sent', providerId: before};
      const pdf = message.channel === 'letter' ? {pdf: await this.letters.one(councilId, message)} : {};
      return await sender.send({reference: id, ...message, ...pdf});
    } catch {
      return {kind: 'later', certain: false};
    }
  }
}
