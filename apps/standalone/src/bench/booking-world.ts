import {Ledger, OpenLine, SettleLine} from '@app/allocations';
import {AuditTrail} from '@app/identity';
import {addDays, londonDay, weekday} from '@app/kernel';
import type {DataSource} from 'typeorm';
import type {ListingSeeder} from '../made-up/listing-seeder.js';
import {benchSession} from './bench-session.js';

/** A holder who has agreed terms with a PA: what one booking needs. */
export interface Pair extends Holder {
  listingId: string;
  memberId: string;
  /** The PA. */
  workerId: string;
  engagementId: string;
}

interface Holder {
  holderId: string;
  accountId: string;
  lineId: string;
  token: string;
}

const HOLDERS = 40;
const PAS = 400;
const HOUR_PENCE = 1_450;

/** Forty holders with deep budgets, each with terms with ten PAs of the council that has the most. */
export async function bookingPairs(superuser: DataSource, seeder: ListingSeeder): Promise<Pair[]> {
  await seeder.upTo(10_000);
  const [council] = await superuser.query<{id: string}[]>(
    `SELECT council_id AS id FROM public_listing WHERE kind = 'pa' AND accredited GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
  );
  const councilId = council?.id ?? '';
  const listings = await superuser.query<Pick<Pair, 'listingId' | 'memberId' | 'workerId'>[]>(
    `SELECT id AS "listingId", member_id AS "memberId", person_id AS "workerId" FROM listing
     WHERE id IN (SELECT id FROM public_listing WHERE kind = 'pa' AND accredited AND council_id = $1) ORDER BY id LIMIT ${PAS}`,
    [councilId],
  );
  const holders = await Promise.all(
    Array.from({length: HOLDERS}, (_, index) => addHolder(superuser, councilId, index)),
  );
  const pairs: Pair[] = [];
  for (const [index, listing] of listings.entries()) {
    const holder = holders[index % HOLDERS] as Holder;
    const engagementId = await agree(superuser, councilId, holder.holderId, listing.listingId);
    pairs.push({...listing, ...holder, engagementId});
  }
  await superuser.query(`VACUUM ANALYZE`);
  return pairs;
}

async function addHolder(superuser: DataSource, councilId: string, index: number): Promise<Holder> {
  const today = londonDay(new Date());
  const startsOn = addDays(today, 1 - weekday(today));
  return superuser.transaction(async (tx) => {
    const id = async (statement: string, values: unknown[]) =>
      ((await tx.query<{id: string}[]>(`${statement} RETURNING id`, values))[0] as {id: string}).id;
    const holderId = await id(`INSERT INTO person (council_id, name) VALUES ($1, $2)`, [councilId, `Holder ${index}`]);
    const accountId = await id(
      `INSERT INTO account (council_id, person_id, email, password_hash) VALUES ($1, $2, $3, 'none')`,
      [councilId, holderId, `holder${index}@bench.example`],
    );
    await id(
      `INSERT INTO role_grant (council_id, person_id, role, starts_on) VALUES ($1, $2, 'holder', '2020-01-01')`,
      [councilId, holderId],
    );
    const token = await benchSession(tx, councilId, accountId);
    const lineId = await new OpenLine(new SettleLine(new Ledger()), new AuditTrail()).run(
      tx,
      {councilId},
      holderId,
      {
        deployment: 'direct_payment',
        purpose: 'Support',
        weeklyPence: 100_000_000,
        contributionWeeklyPence: 0,
        cycle: 'four_weekly',
        cycleAnchor: startsOn,
        startsOn,
        endsOn: null,
      },
      addDays(startsOn, 730),
    );
    return {holderId, accountId, lineId, token};
  });
}

async function agree(superuser: DataSource, councilId: string, holderId: string, listingId: string): Promise<string> {
  const [engagement] = await superuser.query<{id: string}[]>(
    `INSERT INTO engagement (council_id, holder_id, listing_id, status, state, starts_on, proposed_by)
     VALUES ($1, $2, $3, 'self_employed', 'accepted', '2026-01-05', $2) RETURNING id`,
    [councilId, holderId, listingId],
  );
  await superuser.query(
    `INSERT INTO engagement_rate (council_id, engagement_id, band, unit, rate_pence, starts_on)
     VALUES ($1, $2, 'weekday', 'hour', ${HOUR_PENCE}, '2026-01-05')`,
    [councilId, engagement?.id],
  );
  return engagement?.id ?? '';
}
