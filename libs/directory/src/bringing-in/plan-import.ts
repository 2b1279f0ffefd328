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
  /** Somebody of the council put it right. */
  edited: boolean;
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
  SELECT c.id, c.state, c.claimed_at IS NOT NULL AS claimed, c.recorded_by IS NOT NULL AS edited, c.name, coalesce(c.postcode, c.outcode) AS postcode,
         s.feed_id AS "feedId", s.ref, s.hash, coalesce(s.identifiers, '{}') AS identifiers,
         s.withdrawn_at IS NOT NULL AS withdrawn,
         jsonb_build_object('name', c.name, 'summary', c.summary, 'about', c.about, 'times', c.times, 'place', c.place,
           'postcode', coalesce(c.postcode, c.outcode),
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
/** Null where it is nowhere yet: a name alone does not say that two are one. */
const placeKey = (name: string, postcode: string | null) =>
  postcode ? `${nameKey(name)}|${postcode.replaceAll(' ', '').toUpperCase()}` : null;

/** Which of these a row seems to be: by name and postcode, by the feed's own id, by name and the number of who runs it. */
function finder(entries: readonly Known[]): (row: Incoming) => Known | undefined {
  const known = new Map<string, Known>();
  for (const each of entries) {
    const place = placeKey(each.name, each.postcode);
    if (place) known.set(`place ${place}`, each);
    if (each.ref) known.set(`ref ${each.ref}`, each);
    for (const number of each.identifiers) known.set(`number ${nameKey(each.name)}|${number}`, each);
  }
  return ({ref, name, text, identifiers}) =>
    [
      `place ${placeKey(name ?? '', text?.postcode ?? null)}`,
      `ref ${ref}`,
      ...identifiers.map((number) => `number ${nameKey(name ?? '')}|${number}`),
    ]
      .map((key) => known.get(key))
      .find(Boolean);
}

/** What a reading of a feed does, row by row; the same feed again does nothing. */
export function planImport(
  rows: readonly Incoming[],
  known: readonly Known[],
  {feedId, partial}: {feedId: string; partial: boolean},
): Plan[] {
  const own = new Map(known.filter((each) => each.feedId === feedId).map((each) => [each.ref ?? '', each]));
  const elsewhere = finder(known.filter((each) => each.feedId !== feedId && each.state !== 'archived'));
  // What a feed calls otherwise than it did is what it was.
  const called = new Set(rows.map(({ref}) => ref));
  const formerly = finder([...own.values()].filter(({ref}) => !called.has(ref)));
  const renamed = new Set<Known>();
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
    const former = formerly(row);
    const entry = own.get(row.ref) ?? (former && !renamed.has(former) ? former : undefined);
    if (entry) renamed.add(entry);
    if (entry) return planKnown(row, row.text, entry, plan);
    if (!row.active) return plan('unchanged');
    const key = placeKey(row.text.name, row.text.postcode);
    const same = elsewhere(row);
    if (same || (key && made.has(key))) return {...plan('duplicate'), listingId: same?.id ?? null};
    if (key) made.add(key);
    return plan('created');
  });
  // What cannot be read may be what it was under another id, or under none.
  const unread = new Set(rows.flatMap(({text, name}) => (text === null ? [nameKey(name ?? '')] : [])));
  if (partial || unread.has('')) return plans;
  const last = rows.reduce((most, {number}) => Math.max(most, number), 0);
  const gone = [...own.values()].filter(
    (each) => !each.withdrawn && !seen.has(each.ref ?? '') && !renamed.has(each) && !unread.has(nameKey(each.name)),
  );
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
  return plan(entry.claimed || entry.edited || !drafted ? 'kept' : 'changed', entry, differs);
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
