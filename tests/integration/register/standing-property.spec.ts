import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {londonDay, type Day} from '@app/kernel';
import {connection} from '@app/platform';
import {standingOn, type Standing} from '@app/register';
import fc from 'fast-check';
import {DataSource, type EntityManager} from 'typeorm';
import {testDatabase, type TestDatabase} from '../../support/database.js';
import {histories, turningDays} from '../../support/random-histories.js';
import {storeHistories} from '../../support/store-histories.js';

/** The pure function and the database compute the same standing, whatever happened and on whichever day. */
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

  it('is the same in code and in the database', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (world) => {
        await rolledBack(async (tx) => {
          const members = await storeHistories(tx, world);
          const today = londonDay(new Date());
          for (const [index, {id, history}] of members.entries()) {
            const random = world.members[index];
            const days = [...world.days, ...(random ? turningDays(random, world.versions) : []), today];
            const computed = await inDatabase(tx, id, days);
            for (const day of days) {
              compared += 1;
              expect({day, ...computed.get(day)}).toEqual({day, ...standingOn(history, day)});
            }
            expect(await inPublic(tx, id)).toEqual(seenOutside(standingOn(history, today)));
          }
        });
      }),
      {numRuns: 60},
    );
    expect(compared).toBeGreaterThan(1_000);
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

async function inDatabase(tx: EntityManager, id: string, days: Day[]): Promise<Map<Day, Standing>> {
  const rows = await tx.query<(Standing & {day: Day})[]>(
    `SELECT d.day, s.listed, s.accredited, s.scheme, s.scheme_kind AS "schemeKind", s.checked_on AS "checkedOn",
            s.lapses_on AS "lapsesOn", s.missing
     FROM unnest($2::date[]) AS d (day) CROSS JOIN LATERAL member_standing(ARRAY[$1::uuid], d.day) s`,
    [id, days],
  );
  return new Map(rows.map(({day, ...standing}) => [day, standing]));
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
