import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, bankHoliday, londonDay, type Day} from '@app/kernel';
import type {Exception, Pattern} from '@app/listings';
import fc from 'fast-check';
import type {DataSource} from 'typeorm';
import {Scenario, type TestListing} from '../../support/scenario.js';
import {anException, aPattern, aroundAClockChange, clockReadings, works} from '../../support/slow-hours.js';

const STEP_MS = 5 * 60_000;
const RUNS = 40;

let scenario: Scenario;
let owner: DataSource;
let provider: TestListing;

beforeAll(async () => {
  scenario = await Scenario.open();
  ({owner} = scenario.world);
  provider = await scenario.provider(2);
});
afterAll(() => scenario.close());

interface Stretch {
  startsAt: Date;
  endsAt: Date;
}

/** What takes time, and visits that take none any more. */
const TAKEN = ['session', 'requested', 'accepted', 'declined', 'cancelled'] as const;
type Taken = (typeof TAKEN)[number];

interface Case {
  span: {from: number; to: number};
  patterns: Pattern[];
  exceptions: Exception[];
  /** Visits and sessions of a group, as quarters of an hour after the start of the span. */
  taken: {at: number; length: number; what: Taken}[];
  capacity: number;
  buffer: number;
  holidays: boolean;
}

const aCase: fc.Arbitrary<Case> = fc.record({
  span: aroundAClockChange.filter(({from, to}) => to > from),
  patterns: fc.array(aPattern, {maxLength: 5}).map(withoutClashes),
  exceptions: fc.array(anException, {maxLength: 3}),
  taken: fc.uniqueArray(
    fc.record({
      at: fc.integer({min: -16, max: 240}),
      length: fc.integer({min: 1, max: 12}),
      what: fc.constantFrom(...TAKEN),
    }),
    {maxLength: 5, selector: ({at}) => at},
  ),
  capacity: fc.constantFrom(1, 1, 2, 3),
  buffer: fc.constantFrom(0, 0, 10, 45, 180),
  holidays: fc.boolean(),
});

describe('free times', () => {
  it('are what the clock shows minute by minute: over both clock changes, midnight, exceptions, bank holidays, visits and the way between', async () => {
    await fc.assert(fc.asyncProperty(aCase, check), {numRuns: RUNS});
  }, 60_000);

  it('turn clock times into instants within the query that asks, without a call for each', async () => {
    const plan = await owner.query<object[]>(
      `EXPLAIN VERBOSE SELECT london_instant(day, time '09:00') FROM bank_holiday`,
    );
    expect(JSON.stringify(plan)).toContain('Europe/London');
    expect(JSON.stringify(plan)).not.toContain('london_instant');
  });

  it('know the bank holidays that prices know', async () => {
    const rows = await owner.query<{day: Day; name: string}[]>(`SELECT day, name FROM bank_holiday ORDER BY day`);
    const known = new Map(rows.map(({day, name}) => [day, name]));
    for (let day = londonDay(new Date()), left = 5 * 366; left > 0; left -= 1, day = addDays(day, 1)) {
      expect([day, known.get(day) ?? null]).toEqual([day, bankHoliday(day)]);
    }
  });
});

async function check({span, patterns, exceptions, taken, ...rest}: Case): Promise<void> {
  const [from, to] = [new Date(span.from), new Date(span.to)];
  const all = taken.map(({at, length, what}) => {
    const startsAt = new Date(span.from + at * 3 * STEP_MS);
    return {startsAt, endsAt: new Date(startsAt.getTime() + length * 3 * STEP_MS), what};
  });
  const busy = all.filter(({what}) => what !== 'declined' && what !== 'cancelled');
  const halves: [Date, Date][] = [
    [from, to],
    [from, new Date(span.from + 3 * STEP_MS)],
  ];
  const answer = await tried({patterns, exceptions, taken: all, ...rest}, async (query) => ({
    free: await query<Stretch>(
      `SELECT starts_at AS "startsAt", ends_at AS "endsAt" FROM public_listing_free_times(ARRAY[$1::uuid], $2, $3)`,
      [provider.id, from, to],
    ),
    whole: await query<object>(`SELECT FROM public_listing_free(ARRAY[$1::uuid], $2, $3)`, [
      provider.id,
      ...(halves[1] as [Date, Date]),
    ]),
    visits: await query<{free: number}>(`SELECT free FROM public_listing_free_visits(ARRAY[$1::uuid], $2, $3)`, [
      provider.id,
      halves.map(([start]) => start),
      halves.map(([, end]) => end),
    ]),
  }));

  const clock = clockReadings(span.from - 3 * 3_600_000, span.to, STEP_MS);
  const open = (at: number) => works(clock.get(at), patterns, exceptions, rest.holidays);
  const room = (at: number) => {
    const around = rest.buffer * 60_000;
    const beside = busy.filter(
      ({startsAt, endsAt}) => startsAt.getTime() - around <= at && at < endsAt.getTime() + around,
    );
    return beside.length < rest.capacity;
  };
  const wrong: string[] = [];
  const freeAt = new Map<number, boolean>();
  for (let at = span.from; at < span.to; at += STEP_MS) {
    freeAt.set(at, open(at) && room(at));
    const ours = answer.free.some(({startsAt, endsAt}) => startsAt.getTime() <= at && at < endsAt.getTime());
    if (ours !== freeAt.get(at)) wrong.push(new Date(at).toISOString());
  }
  expect(wrong).toEqual([]);
  // In order, and what goes on past midnight or into the next pattern is one.
  for (const [place, {startsAt, endsAt}] of answer.free.entries()) {
    expect(startsAt < endsAt).toBe(true);
    expect((answer.free[place + 1]?.startsAt ?? new Date(8e15)) > endsAt).toBe(true);
  }
  const wholly = halves.map(([start, end]) =>
    [...freeAt].every(([at, free]) => free || at < start.getTime() || at >= end.getTime()),
  );
  expect(answer.whole).toHaveLength(Number(wholly[1]));
  expect(answer.visits[0]?.free ?? 0).toBe(wholly.filter(Boolean).length);
}

type Query = <T>(sql: string, values: unknown[]) => Promise<T[]>;

/** What stands in the tables while something is asked of it; nothing of it stays. */
async function tried<T>(
  {
    patterns,
    exceptions,
    taken,
    capacity,
    buffer,
    holidays,
  }: Omit<Case, 'span' | 'taken'> & {taken: (Stretch & {what: Taken})[]},
  ask: (query: Query) => Promise<T>,
): Promise<T> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  const query: Query = (sql, values) => runner.query(sql, values) as Promise<never>;
  try {
    await query(`SET LOCAL session_replication_role = replica`, []);
    await query(`UPDATE listing SET capacity = $2, buffer_minutes = $3, bank_holidays = $4 WHERE id = $1`, [
      provider.id,
      capacity,
      buffer,
      holidays,
    ]);
    await query(`DELETE FROM availability_pattern WHERE listing_id = $1`, [provider.id]);
    await query(
      `INSERT INTO availability_pattern (council_id, listing_id, weekday, from_time, to_time, starts_on, ends_on)
       SELECT $1, $2, weekday, "from", "to", "startsOn", "endsOn"
       FROM json_to_recordset($3) AS p (weekday smallint, "from" time, "to" time, "startsOn" date, "endsOn" date)`,
      [scenario.council, provider.id, JSON.stringify(patterns)],
    );
    await query(
      `INSERT INTO availability_exception (council_id, listing_id, available, from_time, to_time, starts_on, ends_on)
       SELECT $1, $2, available, "from", "to", "startsOn", "endsOn"
       FROM json_to_recordset($3) AS p (available boolean, "from" time, "to" time, "startsOn" date, "endsOn" date)`,
      [scenario.council, provider.id, JSON.stringify(exceptions)],
    );
    const [offer] = await query<{id: string}>(
      `INSERT INTO offer (council_id, listing_id, kind, title, capacity) VALUES ($1, $2, 'group', 'A group', 9) RETURNING id`,
      [scenario.council, provider.id],
    );
    for (const [lane, {startsAt, endsAt, what}] of taken.entries()) {
      if (what === 'session') {
        await query(
          `INSERT INTO offer_session (council_id, offer_id, starts_at, ends_at, place, capacity, cancelled_at)
           VALUES ($1, $2, $3, $4, 'Hall', 9, NULL), ($1, $2, $3::timestamptz + interval '1 minute', $4::timestamptz + interval '5 hours', 'Hall', 9, now())`,
          [scenario.council, offer?.id, startsAt, endsAt],
        );
      } else {
        await query(
          `INSERT INTO visit (council_id, booking_id, worker_id, lane, starts_at, ends_at, price_pence, state)
           VALUES ($1, new_id(), $2, $3, $4, $5, 100, $6)`,
          [scenario.council, provider.id, lane + 1, startsAt, endsAt, what],
        );
      }
    }
    return await ask(query);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** The database refuses two weekly hours of one weekday that overlap on the same days. */
function withoutClashes(patterns: Pattern[]): Pattern[] {
  const kept: Pattern[] = [];
  for (const each of patterns) if (!kept.some((other) => clash(each, other))) kept.push(each);
  return kept;
}

function clash(one: Pattern, other: Pattern): boolean {
  const [LAST, sameHours] = ['9999-12-31', one.from < other.to && other.from < one.to];
  const sameDays = one.startsOn <= (other.endsOn ?? LAST) && other.startsOn <= (one.endsOn ?? LAST);
  return one.weekday === other.weekday && sameHours && sameDays;
}
