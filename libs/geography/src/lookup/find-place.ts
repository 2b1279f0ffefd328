import type {DataSource} from 'typeorm';
import {placeOrigin, type Found, type PlaceRow} from '../origin.js';

interface Candidate extends PlaceRow {
  search_name: string;
  search_county: string;
}

/** So many other places of the name are offered. */
const ALTERNATIVES = 5;
/** A name must be this like what was typed (pg_trgm), and by so much more like it than any other name. */
const ALIKE = 0.4;
const CLEARLY = 0.1;
const SHORTEST_TYPO = 4;

/**
 * A place by its name: as it is, else by its first words (Newark for Newark on Trent), else by the one name that
 * is clearly the most alike. Of places that share a name the one with the most postcodes around it is taken.
 */
export async function findPlace(dataSource: DataSource, name: string, county: string | null): Promise<Found | null> {
  const named =
    (await found(dataSource, `search_name = $1`, name)) ??
    (await found(dataSource, `search_name LIKE $1 || ' %'`, name)) ??
    (await alike(dataSource, name));
  if (!named) return null;
  const [best, ...others] = inCounty(named, county).map(placeOrigin);
  return best ? {...best, alternatives: others.slice(0, ALTERNATIVES)} : null;
}

async function found(dataSource: DataSource, condition: string, value: string): Promise<Candidate[] | null> {
  if (!value) return null;
  const rows = await dataSource.query<Candidate[]>(
    `SELECT name, county, nation, search_name, search_county, latitude, longitude
     FROM place
     WHERE ${condition}
     ORDER BY (SELECT coalesce(sum(o.postcodes), 0) FROM outcode o
               WHERE o.latitude BETWEEN place.latitude - 0.05 AND place.latitude + 0.05
                 AND o.longitude BETWEEN place.longitude - 0.08 AND place.longitude + 0.08) DESC,
              search_name, county, latitude, longitude
     LIMIT 50`,
    [value],
  );
  return rows.length > 0 ? rows : null;
}

async function alike(dataSource: DataSource, name: string): Promise<Candidate[] | null> {
  if (name.length < SHORTEST_TYPO) return null;
  const [best, second] = await dataSource.query<{search_name: string; alike: number}[]>(
    `SELECT search_name, max(similarity(search_name, $1)) AS alike FROM place
     WHERE search_name % $1 GROUP BY search_name ORDER BY alike DESC, search_name LIMIT 2`,
    [name],
  );
  if (!best || best.alike < ALIKE || (second && best.alike - second.alike < CLEARLY)) return null;
  return found(dataSource, `search_name = $1`, best.search_name);
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
