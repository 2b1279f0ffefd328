import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {addDays, londonDay, type Day} from '@app/kernel';
import {connection} from '@app/platform';
import {standingOn, type Standing, type StandingHistory} from '@app/register';
import fc from 'fast-check';
import {DataSource, type EntityManager} from 'typeorm';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {
  beforeTakeovers,
  havingEverything,
  histories,
  turningDays,
  type Histories,
} from '../../support/random-histories.js';
import {slowStanding} from '../../support/slow-standing.js';
import {storeHistories} from '../../support/store-histories.js';

/** Always the same ones: in them happens all that the tests want to have seen, whatever chance brings beside them. */
const KNOWN = fc.sample(histories, {numRuns: 20, seed: 1});

/** Whatever happened, on whichever day, known now or then: code, database and a slow reference say the same. */
describe('standing', () => {
  let database: TestDatabase;
  let superuser: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    superuser = await new DataSource({...connection(database.superuserUrl), poolSize: 2}).initialize();
  });
  afterAll(async () => {
    await superuser.destroy();
    await database.drop();
  });

  it('is the same in code, in the database and worked out day by day', async () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(histories, async (world) => {
        await rolledBack(async (tx) => {
          const members = await storeHistories(tx, world);
          const today = londonDay(new Date());
          for (const day of [...world.days, ...beforeTakeovers(world.schemes)]) {
            for (const known of [null, ...world.knownAts]) await sameOfAll(tx, day, known);
          }
          for (const [index, {id, history}] of members.entries()) {
            const random = world.members[index];
            const turning = random ? turningDays(random, world.schemes) : [];
            for (const known of [null, ...world.knownAts]) {
              const days = [...world.days, ...turning, today];
              const computed = await onDays(tx, id, days, known);
              for (const day of days) {
                const standing = standingOn(history, day, known ?? undefined);
                expect({day, known, ...computed.get(day)}).toEqual({day, known, ...standing});
                for (const what of [String(standing.listed), ...standing.reasons]) count(what.replace(/:.*/, ''));
                if (known && standingOn(history, day).listed !== standing.listed) count('known otherwise');
              }
              // Every one of them takes a walk of years.
              for (const day of [...world.days, ...turning.slice(0, 12)]) {
                expect({day, known, ...computed.get(day)}).toEqual({day, known, ...slowStanding(history, day, known)});
              }
            }
            expect(await inPublic(tx, id)).toEqual(seenOutside(standingOn(history, today)));
          }
        });
      }),
      {numRuns: 25, examples: KNOWN.slice(0, 12).map((each): [Histories] => [each])},
    );
    // The histories are worth it: all that can be the case was the case often.
    const all = ['true', 'not_approved', 'condition_overdue', 'missing', 'suspended', 'terminated', 'known otherwise'];
    for (const what of all) expect([what, (seen.get(what) ?? 0) > 10]).toEqual([what, true]);
  }, 120_000);

  it('of whoever lapses before long, or did lately, is found by the dates of what ends', async () => {
    const seen = {lapsing: 0, ending: 0, down: 0, passedOver: 0};
    await fc.assert(
      fc.asyncProperty(histories, fc.boolean(), async (made, plain) => {
        const world = plain ? oneThingAsked(made) : made;
        await rolledBack(async (tx) => {
          const members = await storeHistories(tx, world);
          await tx.query(`SELECT set_config('app.council_id', council_id::text, true) FROM member LIMIT 1`);
          // Days on which something is about to happen to somebody.
          const turning = world.members.flatMap((each) => turningDays(each, world.schemes));
          for (const day of turning.filter((_, index) => index % 7 === 0).map((each) => addDays(each, -20))) {
            const since = addDays(day, -30);
            const until = addDays(day, 90);
            const rows = await tx.query<{id: string}[]>(`SELECT id FROM lapse_candidates($1, $2, $3) id`, [
              since,
              until,
              day,
            ]);
            const candidates = new Set(rows.map((each) => each.id));
            for (const {id, history} of members) {
              const why = whyFound(history, day, since, until);
              if (why) seen[why] += 1;
              else if (!candidates.has(id)) seen.passedOver += 1;
              expect({day, why, found: candidates.has(id) || why === null}).toEqual({day, why, found: true});
            }
          }
        });
      }),
      {numRuns: 60, examples: KNOWN.map((each, index): [Histories, boolean] => [each, index % 2 > 0])},
    );
    // What only ends, and takes nobody down, is rare.
    const {lapsing, down, passedOver} = seen;
    expect({lapsing, down, passedOver, enough: Math.min(lapsing, down, passedOver) > 3}).toMatchObject({enough: true});
  }, 120_000);

  it('of all is the same when a version is about to take over somebody who has everything', async () => {
    const ages = fc.array(fc.nat({max: 400}), {minLength: 12, maxLength: 12});
    await fc.assert(
      fc.asyncProperty(histories, ages, async (made, days) => {
        for (const day of beforeTakeovers(made.schemes)) {
          await rolledBack(async (tx) => {
            await storeHistories(tx, {...made, members: havingEverything(day, days)});
            await sameOfAll(tx, day, null);
          });
        }
      }),
      {numRuns: 25},
    );
  }, 120_000);

  async function rolledBack(work: (tx: EntityManager) => Promise<void>): Promise<void> {
    const runner = superuser.createQueryRunner();
    await runner.startTransaction();
    try {
      // Any history at all, also those that the rules of the register would not let happen.
      await runner.query(`SET LOCAL session_replication_role = replica`);
      await work(runner.manager);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }
});

const COLUMNS = `s.listed, s.accredited, s.scheme, s.scheme_kind AS "schemeKind", s.checked_on AS "checkedOn",
                 s.lapses_on AS "lapsesOn", s.missing, s.reasons`;

async function onDays(tx: EntityManager, id: string, days: Day[], known: Date | null): Promise<Map<Day, Standing>> {
  const rows = await tx.query<(Standing & {day: Day})[]>(
    `SELECT s.day, ${COLUMNS} FROM standing_on_days($1, $2::date[], $3) s`,
    [id, days, known],
  );
  return new Map(rows.map(({day, ...standing}) => [day, standing]));
}

/** All at once, as for a report, are as they are one by one. */
async function sameOfAll(tx: EntityManager, day: Day, known: Date | null): Promise<void> {
  const all = `SELECT s.member_id, ${COLUMNS} FROM member_standing(NULL, $1, $2) s ORDER BY 1`;
  const each = `SELECT s.member_id, ${COLUMNS} FROM member_standing(ARRAY(SELECT id FROM member), $1, $2) s ORDER BY 1`;
  const one = await tx.query<Standing[]>(each, [day, known]);
  expect({day, known, all: await tx.query<Standing[]>(all, [day, known])}).toEqual({day, known, all: one});
}

async function inPublic(tx: EntityManager, id: string): Promise<unknown> {
  const [row] = await tx.query<unknown[]>(
    `SELECT listed, accredited, scheme, checked_on, lapses_on FROM public_standing WHERE member_id = $1`,
    [id],
  );
  return row;
}

function seenOutside({listed, accredited, scheme, checkedOn, lapsesOn}: Standing): unknown {
  return listed
    ? {listed, accredited, scheme, checked_on: checkedOn, lapses_on: lapsesOn}
    : {listed, accredited, scheme: null, checked_on: null, lapses_on: null};
}

/** Why somebody is in the list of lapses, worked out the slow way; null when nothing of theirs ends. */
function whyFound(history: StandingHistory, day: Day, since: Day, until: Day): 'lapsing' | 'ending' | 'down' | null {
  const now = slowStanding(history, day);
  if (!now.listed) {
    const down = !now.reasons.some((each) => each === 'suspended' || each === 'terminated');
    return down && slowStanding(history, since).listed ? 'down' : null;
  }
  if (now.lapsesOn && now.lapsesOn <= until) return 'lapsing';
  const {missing} = slowStanding(settledBy(history, day), until);
  return missing.some((code) => !now.missing.includes(code)) ? 'ending' : null;
}

/** Where little happens: one thing asked, two papers for it, none withdrawn, so that one date has to find them. */
function oneThingAsked({schemes, members, ...world}: Histories): Histories {
  const asked = {code: 'aa', needed: 1, onlyWhen: null};
  return {
    ...world,
    schemes: schemes.map((each) => ({
      ...each,
      versions: each.versions.map((version) => ({
        ...version,
        membersFrom: null,
        requirements: version.requirements.slice(0, 1).map((terms) => ({...terms, ...asked})),
      })),
    })),
    members: members.map(({decisions, evidence, ...each}) => ({
      ...each,
      decisions: decisions.slice(0, 1).map((decision) => ({...decision, effectiveOn: '2024-06-01'})),
      evidence: evidence.slice(0, 2).map((paper) => ({...paper, requirement: 'aa', number: 1, voided: null})),
    })),
  };
}

/** Without whatever happens after a day. */
function settledBy({approvals, evidence, ...measures}: StandingHistory, day: Day): StandingHistory {
  return {
    ...measures,
    approvals: approvals.filter((each) => each.effectiveOn <= day),
    evidence: evidence
      .filter(({checkedOn, voided}) => checkedOn <= day && !(voided && (!voided.endedOn || voided.endedOn <= day)))
      .map((each) => ({...each, voided: null})),
  };
}
