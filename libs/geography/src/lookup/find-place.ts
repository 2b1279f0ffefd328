import type {DataSource} from 'typeorm';
import {placeOrigin, type Found, type PlaceRow} from '../origin.js';
import {editDistance} from './edit-distance.js';
import {countyKey} from './place-key.js';

interface Candidate extends PlaceRow {
  search_county: string;
}

/** So many other places of the name are offered. */
const ALTERNATIVES = 5;
/** Of two names equally few slips away, one must be so much more like what was typed (pg_trgm). */
const CLEARLY = 0.08;

/**
 * A place by its name: as it is or for short, else by its first or last words, else a whole county, else the one
 * name that is a slip of the finger away. Of places that share a name the best known is taken, then the one with
 * the most postcodes around it.
 */
export async function findPlace(dataSource: DataSource, name: string, county: string | null): Promise<Found | null> {
  if (!name) return null;
  const named =
    (await called(dataSource, name)) ??
    (await calledInPart(dataSource, name)) ??
    (await wholeCounty(dataSource, name)) ??
    (await misspelt(dataSource, name));
  if (!named) return null;
  const [best, ...others] = inCounty(named, county).map(placeOrigin);
  return best ? {...best, alternatives: others.slice(0, ALTERNATIVES)} : null;
}

const called = (dataSource: DataSource, name: string) =>
  candidates(dataSource, `search_name = $1 OR search_short = $1`, name);

/** Hull for Kingston upon Hull. A word that many names have, like Green, says too little. */
async function calledInPart(dataSource: DataSource, name: string): Promise<Candidate[] | null> {
  const found = await candidates(dataSource, `search_name LIKE $1 || ' %' OR search_name LIKE '% ' || $1`, name);
  return found && found.length <= ALTERNATIVES + 1 ? found : null;
}

async function candidates(dataSource: DataSource, condition: string, name: string): Promise<Candidate[] | null> {
  const rows = await dataSource.query<Candidate[]>(
    `SELECT name, county, nation, search_county, latitude, longitude
     FROM place
     WHERE ${condition}
     ORDER BY best_known DESC,
              (SELECT coalesce(sum(o.postcodes), 0) FROM outcode o
               WHERE o.latitude BETWEEN place.latitude - 0.05 AND place.latitude + 0.05
                 AND o.longitude BETWEEN place.longitude - 0.08 AND place.longitude + 0.08) DESC,
              search_name, county, latitude, longitude
     LIMIT 50`,
    [name],
  );
  return rows.length > 0 ? rows : null;
}

/** The middle of a county's places, for those who look all over it. */
async function wholeCounty(dataSource: DataSource, name: string): Promise<Candidate[] | null> {
  const rows = await dataSource.query<Candidate[]>(
    `SELECT county AS name, county, nation, search_county, avg(latitude) AS latitude, avg(longitude) AS longitude
     FROM place WHERE search_county = $1 GROUP BY county, nation, search_county`,
    [countyKey(name)],
  );
  return rows.length > 0 ? rows : null;
}

/** With trigrams the names that come into question are found, by counting slips the one that is meant. */
async function misspelt(dataSource: DataSource, name: string): Promise<Candidate[] | null> {
  const slips = name.length >= 8 ? 2 : 1;
  if (name.length < 4) return null;
  const alike = await dataSource.query<{known: string; likeness: number}[]>(
    `SELECT search_name AS known, max(similarity(search_name, $1)) AS likeness FROM place WHERE search_name % $1
     GROUP BY search_name ORDER BY likeness DESC, search_name LIMIT 20`,
    [name],
  );
  const [best, second] = alike
    .map((each) => ({...each, distance: editDistance(name, each.known)}))
    .filter(({distance}) => distance <= slips)
    .sort((one, other) => one.distance - other.distance || other.likeness - one.likeness);
  const doubtful = best?.distance === second?.distance && (best?.likeness ?? 0) - (second?.likeness ?? 0) < CLEARLY;
  if (!best || doubtful) return null;
  return called(dataSource, best.known);
}

/** A county only narrows: one that fits none of the places is somebody's other name for where they live. */
function inCounty(places: Candidate[], county: string | null): Candidate[] {
  if (!county) return places;
  const fitting = places.filter(({search_county: own, nation}) => {
    const sameCounty = own !== '' && (own.startsWith(county) || county.startsWith(own));
    return sameCounty || nation.toLowerCase() === county;
  });
  return fitting.length > 0 ? fitting : places;
}
