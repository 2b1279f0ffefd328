import {Injectable} from '@nestjs/common';
import {Geography} from '@app/geography';
import {AuditTrail} from '@app/identity';
import {Clock, DomainError, invalid, londonDay, notFound, type FieldError} from '@app/kernel';
import {Environment, UnitOfWork, type Tx} from '@app/platform';
import {DirectoryFeed, DirectoryImport, DirectoryImportRow, type ImportTotals} from './directory-import.entity.js';
import {FeedClient} from './feed-client.js';
import {fetchFeed} from './fetch-feed.js';
import type {Incoming, ReadFeed} from './incoming.js';
import {knownEntries, planImport, totalsOf, type Plan} from './plan-import.js';
import {readFeedFile} from './read-file.js';
import {writeImport} from './write-import.js';

/** Who brings in, for whom: somebody of the council, or a command. */
export interface BringingIn {
  councilId: string;
  personId: string | null;
}

/** Another directory as a file, or at an address. */
export type FeedSource = {file: Buffer} | {address: string};

export interface BroughtIn {
  id: string;
  totals: ImportTotals;
  /** What cannot be taken in, and why. */
  rejected: RejectedRow[];
}

export interface RejectedRow {
  row: number;
  name: string | null;
  errors: FieldError[];
}

/** Brings other directories in as drafts: read, planned and looked at first, then taken in or thrown away. */
@Injectable()
export class BringIn {
  private readonly client: FeedClient;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly geography: Geography,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.client = new FeedClient(environment.FEED_HOSTS?.split(',') ?? []);
  }

  /** Reads it and says what it would do; nothing of it shows. @throws VALIDATION_FAILED, FEED_UNREACHABLE, FEED_UNREADABLE */
  async prepare(who: BringingIn, name: string, source: FeedSource): Promise<BroughtIn> {
    const called = name.normalize('NFC').trim();
    if (called === '' || called.length > 120 || /[\p{Cc}\p{Cs}]/u.test(called))
      throw invalid({field: 'name', message: 'Say in up to 120 characters whose directory it is.'});
    const feed =
      'file' in source
        ? readFeedFile(source.file, londonDay(this.clock.now()))
        : await fetchFeed(this.client, this.clock, source.address);
    return this.uow.run(who.councilId, async (tx) => {
      const feedId = await this.feed(tx, who.councilId, called);
      const plans = planImport(feed.rows, await knownEntries(tx), {feedId, partial: feed.partial});
      return this.keep(tx, who, {feedId, address: 'address' in source ? source.address : null}, feed, plans);
    });
  }

  /** @throws NOT_FOUND, IMPORT_CLOSED, IMPORT_STALE */
  async take(who: BringingIn, id: string): Promise<ImportTotals> {
    return this.uow.run(who.councilId, async (tx) => {
      const prepared = await this.open(tx, id);
      const rows = await tx.find(DirectoryImportRow, {where: {importId: id}, order: {rowNumber: 'ASC'}});
      const incoming = rows.filter(({content}) => content !== null).map(incomingOf);
      await hold(tx, prepared.feedId);
      const plans = planImport(incoming, await knownEntries(tx), prepared);
      if (!same(plans, rows)) throw importStale();
      const places = await this.geography.many([...new Set(incoming.flatMap(({text}) => text?.postcode ?? []))]);
      const now = this.clock.now();
      await writeImport(tx, {...who, feedId: prepared.feedId, day: londonDay(now), now}, plans, places);
      if (prepared.address) await tx.update(DirectoryFeed, {id: prepared.feedId}, {address: prepared.address});
      await this.close(tx, who, prepared, 'taken');
      return prepared.totals;
    });
  }

  /** @throws NOT_FOUND, IMPORT_CLOSED */
  async discard(who: BringingIn, id: string): Promise<void> {
    await this.uow.run(who.councilId, async (tx) => this.close(tx, who, await this.open(tx, id), 'discarded'));
  }

  private async feed(tx: Tx, councilId: string, name: string): Promise<string> {
    await tx.query(
      `INSERT INTO directory_feed (council_id, name) VALUES ($1, $2) ON CONFLICT (council_id, name) DO NOTHING`,
      [councilId, name],
    );
    return (await tx.findOneByOrFail(DirectoryFeed, {name})).id;
  }

  private async keep(
    tx: Tx,
    who: BringingIn,
    {feedId, address}: {feedId: string; address: string | null},
    feed: ReadFeed,
    plans: readonly Plan[],
  ): Promise<BroughtIn> {
    const totals = totalsOf(plans);
    const {councilId, personId} = who;
    const {format, partial} = feed;
    const made = await tx.insert(DirectoryImport, {
      councilId,
      feedId,
      address,
      format,
      partial,
      totals,
      madeBy: personId,
    });
    const {id} = made.identifiers[0] as {id: string};
    const rows = plans.map(({row, outcome, hash, listingId, differs}) => ({
      ...{row_number: row.number, outcome, hash, differs, ref: row.ref, name: firstLetters(row.name, 300)},
      errors: row.errors,
      listing_id: listingId,
      // What is gone has nothing to say; it is found to be gone again when this is taken in.
      content:
        outcome !== 'rejected' && row.text === null
          ? null
          : {text: row.text, active: row.active, identifiers: row.identifiers},
    }));
    for (let from = 0; from < rows.length; from += 1_000) {
      await tx.query(ROWS, [id, councilId, JSON.stringify(rows.slice(from, from + 1_000))]);
    }
    await this.told(tx, who, id, 'directory_import.prepared', totals);
    const rejected = plans
      .filter(({outcome}) => outcome === 'rejected')
      .map(({row: {number, name, errors}}) => ({row: number, name, errors}));
    return {id, totals, rejected};
  }

  private async open(tx: Tx, id: string): Promise<DirectoryImport> {
    const found = await tx.findOne(DirectoryImport, {where: {id}, lock: {mode: 'pessimistic_write'}});
    if (!found) throw notFound('import');
    if (found.outcome) throw new DomainError('conflict', 'IMPORT_CLOSED', 'This was taken in or thrown away already.');
    return found;
  }

  /** Rejected rows stay, so that somebody can have them put right; the others are entries now, or nothing. */
  private async close(
    tx: Tx,
    who: BringingIn,
    {id, totals}: DirectoryImport,
    outcome: 'taken' | 'discarded',
  ): Promise<void> {
    await tx.query(
      `DELETE FROM directory_import_row WHERE import_id = $1 AND ($2 OR outcome NOT IN ('rejected', 'duplicate'))`,
      [...[id, outcome === 'discarded']],
    );
    await tx.update(DirectoryImport, {id}, {outcome, closedBy: who.personId, closedAt: this.clock.now()});
    await this.told(tx, who, id, `directory_import.${outcome}`, totals);
  }

  private async told(
    tx: Tx,
    {councilId, personId}: BringingIn,
    id: string,
    action: string,
    after: object,
  ): Promise<void> {
    const subject = {kind: 'directory_import', id};
    await this.audit.record(tx, {councilId, actorId: personId ?? undefined, action, subject, after});
  }
}

const firstLetters = (text: string | null, most: number) => text && [...text].slice(0, most).join('');

const ROWS = `
  INSERT INTO directory_import_row (import_id, council_id, row_number, outcome, ref, name, hash, content, errors, differs, community_listing_id)
  SELECT $1, $2, row_number, outcome, ref, name, hash, content, errors, differs, listing_id
  FROM jsonb_to_recordset($3::jsonb) AS r (row_number integer, outcome text, ref text, name text, hash text, content jsonb,
                                           errors jsonb, differs text[], listing_id uuid)`;

function incomingOf({rowNumber, ref, name, content, errors, outcome}: DirectoryImportRow): Incoming {
  const {text = null, active = true, identifiers = []} = content ?? {};
  return {number: rowNumber, ref, name, active, identifiers, text, errors: outcome === 'rejected' ? errors : []};
}

/** Whoever takes in another feed, or claims one of these entries, at this moment comes before or after. */
async function hold(tx: Tx, feedId: string): Promise<void> {
  await tx.query(`SELECT FROM directory_feed ORDER BY id FOR NO KEY UPDATE`);
  await tx.query(
    `SELECT FROM community_listing WHERE id IN (SELECT community_listing_id FROM community_source WHERE feed_id = $1)
     ORDER BY id FOR NO KEY UPDATE`,
    [feedId],
  );
}

/** What is taken in is what was seen, or nothing. */
function same(plans: readonly Plan[], rows: readonly DirectoryImportRow[]): boolean {
  if (plans.length !== rows.length) return false;
  const seen = new Map(rows.map(({ref, outcome, rowNumber}) => [`${rowNumber}`, `${ref} ${outcome}`]));
  const byRef = new Set(rows.map(({ref, outcome}) => `${ref} ${outcome}`));
  return plans.every(({row, outcome}) =>
    row.text === null ? byRef.has(`${row.ref} ${outcome}`) : seen.get(`${row.number}`) === `${row.ref} ${outcome}`,
  );
}

function importStale(): DomainError {
  return new DomainError(
    'conflict',
    'IMPORT_STALE',
    'Entries have changed since this was read. Throw it away and read it again.',
  );
}
