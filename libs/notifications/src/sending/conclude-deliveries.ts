import {Injectable} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {Outbox, type Tx} from '@app/platform';
import {DELIVERY_DUE} from '../delivery/fan-out.js';
import {MOST_TRIES, nextTry} from './retry.js';
import type {SendResult} from './sender.js';

export interface Sent {
  id: string;
  attempts: number;
  result: SendResult;
}

/** Writes down what became of messages that were tried. A receipt may have come before: it knows better. */
@Injectable()
export class ConcludeDeliveries {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(tx: Tx, councilId: string, all: readonly Sent[]): Promise<void> {
    const taken = all.flatMap(({id, result}) => (result.kind === 'sent' ? [{id, text: result.providerId}] : []));
    await update(tx, `state = 'sent', called_at = NULL, provider_id = n.text`, taken);
    const refused = all.flatMap(({id, result}) => (result.kind === 'refused' ? [{id, text: result.why}] : []));
    await update(tx, `state = 'failed', called_at = NULL, failure = 'refused', note = n.text`, refused);
    const later = all.filter(({result}) => result.kind === 'later' || result.kind === 'halt');
    // A service that says how much is too much is only slow: its messages wait as long as it takes.
    const lost = later.filter(
      ({attempts, result}) => attempts >= MOST_TRIES && result.kind === 'later' && !result.certain,
    );
    await update(
      tx,
      `state = 'failed', failure = 'gave_up'`,
      lost.map(({id}) => ({id, text: ''})),
    );
    for (const each of later.filter((one) => !lost.includes(one))) await this.putOff(tx, councilId, each);
    const halt = all.find(({result}) => result.kind === 'halt')?.result;
    if (halt?.kind === 'halt') {
      await tx.query(
        `UPDATE council_sending SET halted_at = $2, halted_why = $3 WHERE council_id = $1 AND halted_at IS NULL`,
        [councilId, this.clock.now(), halt.why],
      );
    }
    await emptySecrets(
      tx,
      [...taken, ...refused, ...lost].map(({id}) => id),
    );
  }

  private async putOff(tx: Tx, councilId: string, {id, attempts, result}: Sent): Promise<void> {
    const certain = result.kind === 'halt' || (result.kind === 'later' && result.certain);
    const dueAt = nextTry(this.clock.now(), attempts);
    await tx.query(
      `UPDATE delivery SET due_at = $2, called_at = CASE WHEN $3 THEN NULL ELSE called_at END WHERE id = $1 AND state = 'waiting'`,
      [id, dueAt, certain],
    );
    await this.outbox.publish(tx, councilId, DELIVERY_DUE, id, dueAt);
  }
}

async function update(tx: Tx, set: string, rows: readonly {id: string; text: string}[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `UPDATE delivery d SET ${set} FROM unnest($1::uuid[], $2::text[]) AS n (id, text) WHERE d.id = n.id AND d.state = 'waiting'`,
    [rows.map(({id}) => id), rows.map(({text}) => text)],
  );
}

/** What let somebody in is kept nowhere once it is on its way. */
export async function emptySecrets(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `UPDATE notice SET state = 'ended' FROM delivery d
     WHERE d.id = ANY($1) AND d.secret AND d.state <> 'waiting' AND notice.id = d.notice_id AND notice.state <> 'ended'`,
    [ids],
  );
}
