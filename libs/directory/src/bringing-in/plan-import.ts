import type {Tx} from '@app/platform';
import type {CommunityText} from '../community/community-text.js';
import {ROW_OUTCOMES, type ImportTotals, type RowOutcome} from './directory-import.entity.js';
import {hashOf, type Incoming} from './incoming.js';

/** What becomes of one row. */
export interface Plan {
  row: Incoming;
  outcome: RowOutcome;
  hash: string | null;
  listingId: string | null;
  differs: string[];
}

/** An entry that there is, with where it came from. */
interface Known {
  id: string;
  state: string;
  claimed: boolean;
  name: string;
  postcode: string | null;
  feedId: string | null;
  ref: string | null;
  hash: string | null;
  identifiers: string[];
  withdrawn: boolean;
  said: Record<string, unknown>;
}

const KNOWN = `
  SELECT c.id, c.state, c.claimed_at IS NOT NULL AS claimed, c.name, coalesce(c.postcode, c.outcode) AS postcode,
         s.feed_id AS "feedId", s.ref, s.hash, coalesce(s.identifiers, '{}') AS identifiers,
         s.withdrawn_at IS NOT NULL AS withdrawn,
         jsonb_build_object('name', c.name, 'summary', c.summary, 'about', c.about, 'times', c.times, 'place', c.place,
           'howToJoin', c.how_to_join, 'cost', c.cost, 'phone', c.phone, 'email', c.email, 'website', c.website,
           'services', to_jsonb(c.services), 'sort', c.sort) AS said
  FROM community_listing c LEFT JOIN community_source s ON s.community_listing_id = c.id`;

export function knownEntries(tx: Tx): Promise<Known[]> {
  return tx.query<Known[]>(KNOWN);
}

const nameKey = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const placeKey = (name: string, postcode: string | null) =>
  `${nameKey(name)}|${(postcode ?? '').replaceAll(' ', '').toUpperCase()}`;

/** What a reading of a feed does, row by row; the same feed again does nothing. */
export function planImport(
  rows: readonly Incoming[],
  known: readonly Known[],
  {feedId, partial}: {feedId: string; partial: boolean},
): Plan[] {
  const own = new Map(known.filter((each) => each.feedId === feedId).map((each) => [each.ref ?? '', each]));
  const others = known.filter((each) => each.feedId !== feedId && each.state !== 'archived');
  const byPlace = new Map(others.map((each) => [placeKey(each.name, each.postcode), each.id]));
  const byRef = new Map(others.flatMap((each) => (each.ref ? [[each.ref, each.id] as const] : [])));
  const byNumber = new Map(
    others.flatMap((each) => each.identifiers.map((number) => [`${nameKey(each.name)}|${number}`, each.id] as const)),
  );
  const seen = new Map<string, number>();
  const made = new Set<string>();
  const plans = rows.map((row): Plan => {
    const plan = (outcome: RowOutcome, entry: Known | null = null, differs: string[] = []): Plan => ({
      ...{row, outcome, differs, listingId: entry?.id ?? null},
      hash: row.text && hashOf(row.text, row.active),
    });
    const before = row.ref === null ? undefined : seen.get(row.ref);
    if (row.ref !== null && before === undefined) seen.set(row.ref, row.number);
    if (!row.text || row.ref === null) return plan('rejected');
    if (before !== undefined) {
      const errors = [{field: 'id', message: `Row ${before} has the same id.`}];
      return {...plan('rejected'), row: {...row, errors, text: null}};
    }
    const entry = own.get(row.ref);
    if (entry) return planKnown(row, row.text, entry, plan);
    if (!row.active) return plan('unchanged');
    const key = placeKey(row.text.name, row.text.postcode);
    const same =
      byPlace.get(key) ??
      byRef.get(row.ref) ??
      row.identifiers.map((number) => byNumber.get(`${nameKey(row.name ?? '')}|${number}`)).find(Boolean);
    if (same || made.has(key)) return {...plan('duplicate'), listingId: same ?? null};
    made.add(key);
    return plan('created');
  });
  if (partial) return plans;
  const last = rows.reduce((most, {number}) => Math.max(most, number), 0);
  const gone = [...own.values()].filter(({ref, withdrawn}) => !withdrawn && !seen.has(ref ?? ''));
  return [...plans, ...gone.map((entry, index) => goneOf(entry, last + index + 1))];
}

function planKnown(
  row: Incoming,
  text: CommunityText,
  entry: Known,
  plan: (outcome: RowOutcome, entry: Known, differs?: string[]) => Plan,
): Plan {
  if (!row.active) {
    if (entry.withdrawn) return plan('unchanged', entry);
    return plan(entry.claimed ? 'kept' : 'withdrawn', entry);
  }
  if (entry.hash === hashOf(text, true) && !entry.withdrawn) return plan('unchanged', entry);
  const said = text as unknown as Record<string, unknown>;
  const differs = Object.keys(entry.said).filter(
    (field) => JSON.stringify(entry.said[field]) !== JSON.stringify(said[field]),
  );
  const drafted = entry.state === 'draft' || (entry.withdrawn && entry.state === 'archived');
  return plan(entry.claimed || !drafted ? 'kept' : 'changed', entry, differs);
}

function goneOf(entry: Known, number: number): Plan {
  const row = {number, ref: entry.ref, name: entry.name, active: false, identifiers: [], text: null, errors: []};
  return {row, outcome: entry.claimed ? 'kept' : 'withdrawn', hash: entry.hash, listingId: entry.id, differs: []};
}

export function totalsOf(plans: readonly Plan[]): ImportTotals {
  const totals = Object.fromEntries(ROW_OUTCOMES.map((each) => [each, 0])) as ImportTotals;
  for (const {outcome} of plans) totals[outcome] += 1;
  return totals;
}
