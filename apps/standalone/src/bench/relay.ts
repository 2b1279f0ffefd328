import {setTimeout as pause} from 'node:timers/promises';
import type {DataSource} from 'typeorm';
import type {BenchOptions, BenchReport} from './bench.js';
import {figuresOf} from './harness.js';
import {NotifyLoopback} from './notify-loopback.js';
import type {PeopleWorld} from './people-world.js';
import {startProcess} from './product-process.js';

const NOTICES = 10_000;
const LONGEST_MS = 300_000;

/**
 * Messages that wait, sent by the worker through the real client of GOV.UK Notify to a stand-in on this machine: how
 * many a second, from the moment they are due to the moment that the last is written down as sent, and none twice.
 */
export async function benchRelay(world: PeopleWorld, {sizes}: BenchOptions, report: BenchReport): Promise<void> {
  const [size = NOTICES] = sizes;
  const loopback = await NotifyLoopback.start();
  const variables = {NOTIFY_URL: loopback.url, NOTIFY_KEYS: `bench=${loopback.key}`};
  const times: number[] = [];
  let last = 0;
  loopback.answer = () => {
    const now = performance.now();
    if (last) times.push(now - last);
    last = now;
    return 201;
  };
  await addNotices(world.superuser, world.councilId, size);
  const worker = await startProcess('worker', world.environment, variables);
  try {
    const begun = performance.now();
    await makeDue(world.superuser, world.councilId);
    await untilSent(world.superuser, size);
    const lasted = performance.now() - begun;
    const {taken, doubles} = loopback;
    report.note(`relay: ${taken.length} of ${size} sent in ${(lasted / 1_000).toFixed(1)} s, ${doubles} doubles`);
    if (taken.length !== size || doubles > 0) throw new Error('a message was sent twice, or not at all');
    const {p50, p95, p99} = figuresOf(times, lasted);
    const figures = {rps: size / (lasted / 1_000), p50_ms: p50, p95_ms: p95, p99_ms: p99};
    report.line({bench: 'people', case: 'relay', size, connections: 1, ...figures});
  } finally {
    await worker.stop();
    await loopback.stop();
  }
}

async function addNotices(superuser: DataSource, councilId: string, size: number): Promise<void> {
  await superuser.query(
    `WITH p AS (INSERT INTO person (council_id, name) VALUES ($1, 'Ben Bench') RETURNING id)
     INSERT INTO council_sending (council_id, reference, email_template, since, recorded_by)
     SELECT $1, 'bench', '33333333-3333-4333-8333-333333333333', '2020-01-01', id FROM p`,
    [councilId],
  );
  await superuser.query(
    `WITH n AS (
       INSERT INTO notice (council_id, email, name, channel, template, data, subject, body, key, state)
       SELECT $1, 'p' || i || '@bench.example', 'Person ' || i, 'email', 'from_council', '{}', 'Your review',
              repeat('Please ring us about your review. ', 10), 'bench:' || i, 'waiting'
       FROM generate_series(1, $2::int) i RETURNING id, council_id, email, name, subject, body)
     INSERT INTO delivery (council_id, notice_id, channel, format, to_name, to_value, subject, body, due_at)
     SELECT council_id, id, 'email', 'standard', name, email, subject, body, now() + interval '1 day' FROM n`,
    [councilId, size],
  );
}

/** As telling does: each is due, and says so in the outbox. */
async function makeDue(superuser: DataSource, councilId: string): Promise<void> {
  await superuser.query(
    `WITH due AS (UPDATE delivery SET due_at = now() RETURNING id)
     INSERT INTO outbox_event (council_id, topic, subject_id, due_at) SELECT $1, 'delivery.due', id, now() FROM due`,
    [councilId],
  );
}

async function untilSent(superuser: DataSource, size: number): Promise<void> {
  for (const end = performance.now() + LONGEST_MS; performance.now() < end; await pause(100)) {
    const [row] = await superuser.query<{n: number}[]>(`SELECT count(*)::int AS n FROM delivery WHERE state = 'sent'`);
    if (row?.n === size) return;
  }
  throw new Error('the messages were not sent in five minutes');
}
