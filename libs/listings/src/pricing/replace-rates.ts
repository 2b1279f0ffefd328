import {addDays, type Day, type Rate} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {DatedRate} from './rates.js';

interface Owner {
  councilId: string;
  listingId: string;
}

type StoredRate = DatedRate & {id: string};

const same = (a: Rate, b: Rate) => a.band === b.band && a.unit === b.unit && a.ratePence === b.ratePence;
const goesOn = (rate: DatedRate, day: Day) => rate.startsOn < day && rate.endsOn === null;

/**
 * All that counts from a day on, in place of what was to count then. What counted up to the day before stands, and
 * what goes on unchanged is not touched.
 * @param table what is charged, or what is earned: the two never mix
 * @returns what was to count before
 */
export async function replaceRates(
  tx: Tx,
  table: 'rate' | 'wage',
  {councilId, listingId}: Owner,
  startsOn: Day,
  rates: readonly Rate[],
): Promise<DatedRate[]> {
  const before = await tx.query<StoredRate[]>(
    `SELECT id, band, unit, rate_pence AS "ratePence", starts_on AS "startsOn", ends_on AS "endsOn" FROM ${table}
     WHERE listing_id = $1 AND (ends_on IS NULL OR ends_on >= $2) ORDER BY band, unit, starts_on`,
    [listingId, startsOn],
  );
  const kept = before.filter((old) => goesOn(old, startsOn) && rates.some((rate) => same(old, rate)));
  const added = rates.filter((rate) => !kept.some((old) => same(old, rate)));
  await end(
    tx,
    table,
    before.filter((old) => !kept.includes(old)).map((old) => old.id),
    startsOn,
  );
  await tx.query(
    `INSERT INTO ${table} (council_id, listing_id, band, unit, rate_pence, starts_on)
     SELECT $1, $2, band, unit, pence, $3 FROM unnest($4::text[], $5::text[], $6::bigint[]) AS t (band, unit, pence)`,
    [
      councilId,
      listingId,
      startsOn,
      added.map(({band}) => band),
      added.map(({unit}) => unit),
      added.map(({ratePence}) => ratePence),
    ],
  );
  return before.map(({id: _, ...rate}) => rate);
}

async function end(tx: Tx, table: string, ids: string[], day: Day): Promise<void> {
  await tx.query(`DELETE FROM ${table} WHERE id = ANY($1::uuid[]) AND starts_on >= $2`, [ids, day]);
  await tx.query(`UPDATE ${table} SET ends_on = $2 WHERE id = ANY($1::uuid[])`, [ids, addDays(day, -1)]);
}

/** The same for a mile. @param milePence null: nothing is asked for it from then on */
export async function replaceMileage(
  tx: Tx,
  {councilId, listingId}: Owner,
  startsOn: Day,
  milePence: number | null,
): Promise<void> {
  const [goesOn] = await tx.query<object[]>(
    `SELECT FROM mileage_rate WHERE listing_id = $1 AND mile_pence = $2 AND starts_on <= $3 AND ends_on IS NULL`,
    [listingId, milePence, startsOn],
  );
  if (goesOn) return;
  const before = await tx.query<{id: string}[]>(
    `SELECT id FROM mileage_rate WHERE listing_id = $1 AND (ends_on IS NULL OR ends_on >= $2)`,
    [listingId, startsOn],
  );
  await end(
    tx,
    'mileage_rate',
    before.map(({id}) => id),
    startsOn,
  );
  if (milePence === null) return;
  await tx.query(`INSERT INTO mileage_rate (council_id, listing_id, mile_pence, starts_on) VALUES ($1, $2, $3, $4)`, [
    councilId,
    listingId,
    milePence,
    startsOn,
  ]);
}
