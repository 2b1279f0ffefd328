import type {Geography} from '@app/geography';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {columnsOf} from '../community/community-text.js';
import type {Plan} from './plan-import.js';

const AT_ONCE = 1_000;

/** Where each of them is, as far as its postcode says; a draft may be nowhere yet. */
export type Places = Awaited<ReturnType<Geography['many']>>;

/** Writes what was planned, some hundreds at a time. */
export async function writeImport(
  tx: Tx,
  {councilId, feedId, day, now}: {councilId: string; feedId: string; day: Day; now: Date},
  plans: readonly Plan[],
  places: Places,
): Promise<void> {
  const of = (outcome: Plan['outcome']) => plans.filter((each) => each.outcome === outcome);
  const rows = (some: readonly Plan[]) =>
    JSON.stringify(
      some.map(({row, hash, listingId}) => ({
        ...{id: listingId, ref: row.ref, hash, identifiers: row.identifiers},
        ...(row.text && written(row.text, day, places)),
      })),
    );
  for (const some of parts(of('created'))) await tx.query(CREATE, [rows(some), councilId, feedId, now]);
  for (const some of parts(of('changed'))) await tx.query(CHANGE, [rows(some), now]);
  const withdrawn = of('withdrawn').map(({listingId}) => listingId);
  await tx.query(WITHDRAW, [withdrawn, now]);
  await tx.query(`UPDATE community_source SET withdrawn_at = $2 WHERE community_listing_id = ANY ($1)`, [
    withdrawn,
    now,
  ]);
  const seen = [...of('unchanged'), ...of('kept')].filter(({row}) => row.active);
  await tx.query(SEEN, [seen.map(({listingId}) => listingId), seen.map(({row}) => row.ref), now]);
}

function* parts(plans: readonly Plan[]): Generator<readonly Plan[]> {
  for (let from = 0; from < plans.length; from += AT_ONCE) yield plans.slice(from, from + AT_ONCE);
}

function written(text: NonNullable<Plan['row']['text']>, day: Day, places: Places) {
  const place = text.postcode === null ? undefined : places.get(text.postcode);
  const {howToJoin, reachKm, ...rest} = columnsOf(text, day);
  return {
    ...rest,
    ...{how_to_join: howToJoin, reach_km: reachKm},
    postcode: place?.exact ? text.postcode : null,
    ...{outcode: place?.outcode ?? null, district: place?.district ?? null},
    ...{latitude: place ? place.latitude : null, longitude: place ? place.longitude : null},
  };
}

const COLUMNS =
  'sort, name, summary, about, services, times, place, how_to_join, cost, reach_km, phone, email, website, postcode, outcode, district, latitude, longitude';
const TYPED = `sort text, name text, summary text, about text, services text[], times text, place text, how_to_join text,
  cost text, reach_km integer, phone text, email text, website text, postcode text, outcode text, district text,
  latitude double precision, longitude double precision`;
const GIVEN = `jsonb_to_recordset($1::jsonb) AS g (id uuid, ref text, hash text, identifiers text[], ${TYPED})`;

const CREATE = `
  WITH given AS MATERIALIZED (SELECT new_id() AS made, g.* FROM ${GIVEN}),
  entries AS (
    INSERT INTO community_listing (id, council_id, source, changed_at, ${COLUMNS})
    SELECT made, $2::uuid, 'feed', $4::timestamptz, ${COLUMNS} FROM given RETURNING id
  )
  INSERT INTO community_source (community_listing_id, council_id, feed_id, ref, identifiers, hash, first_seen_at, last_seen_at)
  SELECT made, $2::uuid, $3::uuid, ref, identifiers, hash, $4, $4 FROM given WHERE made IN (SELECT id FROM entries)`;

const CHANGE = `
  WITH given AS MATERIALIZED (SELECT g.* FROM ${GIVEN}),
  entries AS (
    UPDATE community_listing c SET (${COLUMNS}) = (SELECT ${COLUMNS} FROM given g WHERE g.id = c.id), changed_at = $2::timestamptz,
           state = CASE WHEN c.state = 'archived' THEN 'draft' ELSE c.state END
    FROM given WHERE given.id = c.id RETURNING c.id
  )
  UPDATE community_source s SET ref = g.ref, hash = g.hash, identifiers = g.identifiers, last_seen_at = $2, withdrawn_at = NULL
  FROM given g WHERE g.id = s.community_listing_id AND g.id IN (SELECT id FROM entries)`;

/** Under the id that it has there now. */
const SEEN = `
  UPDATE community_source s SET ref = g.ref, last_seen_at = $3, withdrawn_at = NULL
  FROM unnest($1::uuid[], $2::text[]) AS g (id, ref) WHERE g.id = s.community_listing_id`;

/** What was shown rests, what never was is put away. */
const WITHDRAW = `
  UPDATE community_listing SET state = CASE state WHEN 'live' THEN 'resting' ELSE 'archived' END, changed_at = $2
  WHERE id = ANY ($1) AND state IN ('draft', 'live')`;
