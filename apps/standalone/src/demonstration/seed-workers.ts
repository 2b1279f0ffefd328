import {GAZETTEER_POSTCODES} from '@app/geography';
import {addDays, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {seedApprovals, type Seeding} from '@app/register';
import type {People} from './seed-people.js';
import {HOURS, type DemonstrationWorker} from './workers.js';

const RATES_SINCE = '2026-04-01';

export interface WorkersToSeed {
  councilId: string;
  kind: 'pa' | 'provider';
  workers: readonly DemonstrationWorker[];
  /** Those who have an account, by login; the others are made. */
  accounts: People;
  /** Who gathered and who decided, under which version of the scheme. */
  approval: Omit<Seeding, 'councilId'>;
}

/** PAs or micro-enterprises, each on the register, with a live listing, rates and hours. */
export async function seedWorkers(tx: Tx, wanted: WorkersToSeed): Promise<void> {
  const {councilId, workers} = wanted;
  const members = await addMembers(tx, wanted);
  const today = londonDay(new Date());
  const regulated = await regulatedServices(tx);
  const checked = workers.map((_, index) => checkedOn(today, index));
  await seedApprovals(
    tx,
    {councilId, ...wanted.approval, tookTime: true},
    members.map(({memberId}, index) => ({
      memberId,
      circumstances: [
        ...(wanted.kind === 'pa' ? (['self_employed'] as const) : []),
        ...(wanted.kind === 'provider' && workers[index]?.drives ? (['drives'] as const) : []),
        ...(workers[index]?.services.some((each) => regulated.has(each)) ? (['regulated_activity'] as const) : []),
      ],
      checkedOn: checked[index] ?? today,
    })),
  );
  for (const [index, worker] of workers.entries()) {
    const member = members[index];
    if (member) await addListing(tx, councilId, wanted.kind, worker, member);
  }
}

/** Which of the services are regulated activity, so that the DBS level follows what each offers. */
async function regulatedServices(tx: Tx): Promise<Set<string>> {
  const rows = await tx.query<{code: string}[]>(`SELECT service_code AS code FROM dbs_task`);
  return new Set(rows.map(({code}) => code));
}

/** Over the past year, so that the insurance of some lapses soon and none has lapsed; those who come first in the list keep theirs longest. */
function checkedOn(today: Day, index: number): Day {
  return addDays(today, -30 - ((index * 37) % 320));
}

interface SeededMember {
  memberId: string;
  personId: string | null;
  organisationId: string | null;
}

async function addMembers(tx: Tx, {councilId, kind, workers, accounts}: WorkersToSeed): Promise<SeededMember[]> {
  const members: SeededMember[] = [];
  for (const {name, login} of workers) {
    const own = login ? (accounts.get(login) ?? null) : null;
    const organisationId = kind === 'provider' ? await add(tx, 'organisation', {council_id: councilId, name}) : null;
    if (organisationId && own) {
      await add(tx, 'organisation_member', {council_id: councilId, organisation_id: organisationId, person_id: own});
    }
    const personId = kind === 'pa' ? (own ?? (await add(tx, 'person', {council_id: councilId, name}))) : null;
    const memberId = await add(tx, 'member', {
      council_id: councilId,
      kind: kind === 'pa' ? 'pa' : 'business',
      person_id: personId,
      organisation_id: organisationId,
    });
    members.push({memberId, personId, organisationId});
  }
  return members;
}

async function addListing(
  tx: Tx,
  councilId: string,
  kind: 'pa' | 'provider',
  worker: DemonstrationWorker,
  member: SeededMember,
): Promise<void> {
  const place = GAZETTEER_POSTCODES.find((each) => each.postcode === worker.postcode);
  if (!place) throw new Error(`the demonstration's ${worker.postcode} is not in the gazetteer`);
  const listingId = await add(tx, 'listing', {
    council_id: councilId,
    member_id: member.memberId,
    person_id: member.personId,
    organisation_id: member.organisationId,
    kind,
    name: kind === 'pa' ? worker.name.replace(/ (\S)\S*$/, ' $1.') : worker.name,
    summary: worker.summary,
    about: `${worker.summary}\n\nAsk me about days, times and what matters to you. We can meet first, with no obligation.`,
    outcode: place.outcode,
    district: place.district,
    latitude: place.latitude,
    longitude: place.longitude,
    travel_km: kind === 'pa' ? 12 : 20,
    gender: worker.gender,
    languages: worker.languages,
    needs: worker.needs,
    drives: worker.drives,
    capacity: kind === 'pa' ? 1 : 3,
    ways_of_paying: ['direct_payment', 'managed', 'own_money'],
  });
  await tx.query(
    `INSERT INTO listing_service (council_id, listing_id, service_id)
     SELECT $1, $2, id FROM service WHERE council_id IS NULL AND code = ANY($3)`,
    [councilId, listingId, worker.services],
  );
  const bands = {
    weekday: worker.pence,
    evening: worker.pence + 150,
    weekend: worker.pence + 200,
    bank_holiday: worker.pence * 2,
  };
  await tx.query(
    `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on)
     SELECT $1, $2, band, 'hour', pence, $5 FROM unnest($3::text[], $4::bigint[]) AS r (band, pence)`,
    [councilId, listingId, Object.keys(bands), Object.values(bands), RATES_SINCE],
  );
  const hours = HOURS[worker.hours];
  await tx.query(
    `INSERT INTO availability_pattern (council_id, listing_id, weekday, from_time, to_time, starts_on)
     SELECT $1, $2, h.weekday, h.from_time, h.to_time, $6
     FROM unnest($3::smallint[], $4::time[], $5::time[]) AS h (weekday, from_time, to_time)`,
    [
      councilId,
      listingId,
      hours.map(([day]) => day),
      hours.map(([, from]) => from),
      hours.map(([, , to]) => to),
      RATES_SINCE,
    ],
  );
  await addMore(tx, councilId, listingId, kind);
  await tx.query(`UPDATE listing SET state = 'live' WHERE id = $1`, [listingId]);
}

/** A PA says what they earn and ask for a mile; a provider has a group that meets on the coming Wednesdays. */
async function addMore(tx: Tx, councilId: string, listingId: string, kind: string): Promise<void> {
  if (kind === 'pa') {
    await tx.query(
      `WITH paid AS (INSERT INTO wage (council_id, listing_id, band, unit, rate_pence, starts_on)
         SELECT $1, $2, band, unit, greatest(rate_pence - 200, 1271), $3 FROM rate WHERE listing_id = $2 AND band IN ('weekday', 'weekend'))
       INSERT INTO mileage_rate (council_id, listing_id, mile_pence, starts_on) VALUES ($1, $2, 45, $3)`,
      [councilId, listingId, RATES_SINCE],
    );
    return;
  }
  await tx.query(
    `WITH made AS (INSERT INTO offer (council_id, listing_id, kind, title, description, capacity)
       VALUES ($1, $2, 'group', 'Wednesday lunch club', 'A hot lunch, a quiz and good company. Tell us what you cannot eat.', 12) RETURNING id)
     INSERT INTO offer_price (council_id, offer_id, price_pence, starts_on) SELECT $1, id, 800, $3 FROM made`,
    [councilId, listingId, RATES_SINCE],
  );
  await tx.query(
    `INSERT INTO offer_session (council_id, offer_id, starts_at, ends_at, place, capacity)
     SELECT $1, o.id, (day::date + time '12:30') AT TIME ZONE 'Europe/London', (day::date + time '14:00') AT TIME ZONE 'Europe/London',
            'The community centre', 12
     FROM offer o, generate_series(current_date, current_date + 41, interval '1 day') day
     WHERE o.listing_id = $2 AND extract(isodow FROM day) = 3 AND day > current_date`,
    [councilId, listingId],
  );
}

async function add(tx: Tx, table: string, columns: Record<string, unknown>): Promise<string> {
  const names = Object.keys(columns);
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING id`,
    Object.values(columns),
  );
  return (row as {id: string}).id;
}
