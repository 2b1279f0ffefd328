import {Injectable, Logger} from '@nestjs/common';
import {DataSource} from 'typeorm';
import type {Tx} from '../database/unit-of-work.js';

export interface RelayedEvent {
  id: number;
  councilId: string;
  topic: string;
  subjectId: string;
}

export interface OutboxSubscriber {
  /** Unique, for the logs. */
  name: string;
  /** Topics it wants, whole. */
  topics: readonly string[];
  /** Gets events in the order they were written, several at once; may get one twice. An error is tried again later. */
  handle(events: RelayedEvent[]): Promise<void>;
}

const BATCH = 500;
const PAUSE_MS = 100;
const LONGEST_WAIT_S = 300;
/** Two to the power of more would soon be more than a number can be. */
const DOUBLINGS = 9;

/**
 * Tells what has been committed onwards, in the worker. An event is deleted when every subscriber has handled
 * it; a failure puts its batch off, longer each time. Several workers may run: each takes rows no other holds.
 */
@Injectable()
export class OutboxRelay {
  private readonly log = new Logger(OutboxRelay.name);
  private readonly subscribers: OutboxSubscriber[] = [];
  private running: Promise<void> | null = null;
  private stopping = false;
  private wake: () => void = () => undefined;

  constructor(private readonly dataSource: DataSource) {}

  subscribe(subscriber: OutboxSubscriber): void {
    this.subscribers.push(subscriber);
  }

  start(): void {
    this.stopping = false;
    this.running ??= this.loop();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = null;
  }

  /** Relays what is due now. @returns how many events it took */
  async relayOnce(): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const events = await takeDue(tx);
      if (events.length === 0) return 0;
      const failed = await this.tell(events);
      const done = events.filter((event) => !failed.has(event.topic)).map((event) => event.id);
      const later = events.filter((event) => failed.has(event.topic)).map((event) => event.id);
      if (done.length) await tx.query(`DELETE FROM outbox_event WHERE id = ANY($1)`, [done]);
      if (later.length) await putOff(tx, later);
      return events.length;
    });
  }

  private async tell(events: RelayedEvent[]): Promise<Set<string>> {
    const failed = new Set<string>();
    for (const subscriber of this.subscribers) {
      const wanted = events.filter((event) => subscriber.topics.includes(event.topic));
      if (wanted.length === 0) continue;
      try {
        await subscriber.handle(wanted);
      } catch (error) {
        this.log.warn(`${subscriber.name} could not handle ${wanted.length} events: ${String(error)}`);
        for (const event of wanted) failed.add(event.topic);
      }
    }
    return failed;
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      const taken = await this.relayOnce().catch((error: unknown) => {
        this.log.warn(`the outbox could not be read: ${String(error)}`);
        return 0;
      });
      if (taken < BATCH && !this.stopping) await this.rest();
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function takeDue(tx: Tx): Promise<RelayedEvent[]> {
  return tx.query<RelayedEvent[]>(
    `SELECT id, council_id AS "councilId", topic, subject_id AS "subjectId" FROM outbox_event
     WHERE due_at <= now() ORDER BY due_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
  );
}

async function putOff(tx: Tx, ids: number[]): Promise<void> {
  await tx.query(
    `UPDATE outbox_event SET attempts = attempts + 1,
            due_at = now() + make_interval(secs => least(${LONGEST_WAIT_S}, power(2, least(${DOUBLINGS}, attempts))))
     WHERE id = ANY($1)`,
    [ids],
  );
}
