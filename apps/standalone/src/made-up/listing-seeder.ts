import {distanceMetres, Geography, type Position} from '@app/geography';
import type {Tx} from '@app/platform';
import {seedApprovals, seedApprovalsPastTheRules} from '@app/register';
import type {DataSource} from 'typeorm';
import {randomFrom, TOWNS, type Town} from './england.js';
import {MADE_UP_OFFICER, madeUpCouncil, type MadeUpCouncil} from './made-up-council.js';
import {FILLED, statements} from './made-up-rows.js';
import {madeUpListings, type MadeUpListing} from './made-up-listings.js';
import {withoutIndexes} from './without-indexes.js';

export const SEED_DAY = '2026-01-05';

/** The terms by which one made up is listed, as a council's are named. */
const VERSION = `(CASE WHEN accredited THEN 'accredited ' ELSE 'information ' END || CASE kind WHEN 'pa' THEN 'pa' ELSE 'business' END)`;

export interface SeedOptions {
  /** Goes round the database's own rules, for which one must be a superuser: many times as fast. */
  unchecked: boolean;
  atOnce: number;
}

/** Fills a database with listings that might be England's. Called again it goes on from how many there are. */
export class ListingSeeder {
  private constructor(
    private readonly database: DataSource,
    private readonly options: SeedOptions,
    readonly towns: readonly Town[],
    private readonly places: readonly Position[],
    private readonly councils: readonly MadeUpCouncil[],
  ) {}

  static async open(database: DataSource, options: SeedOptions): Promise<ListingSeeder> {
    const towns = await findTowns(database);
    const places = await database.query<Position[]>(
      `SELECT latitude, longitude FROM place WHERE nation = 'England' ORDER BY search_name, latitude`,
    );
    const councils = await database.transaction(async (tx) => {
      const all: MadeUpCouncil[] = [];
      for (const town of towns) all.push(await madeUpCouncil(tx, town));
      return all;
    });
    return new ListingSeeder(database, options, towns, places, councils);
  }

  /** @returns how many were made; none where there are as many already */
  async upTo(count: number, progress: (done: number, of: number) => void = () => undefined): Promise<number> {
    const from = await this.count();
    if (from >= count) return 0;
    const fill = () => this.fill(from, count, progress);
    await (this.options.unchecked ? withoutIndexes(this.database, FILLED, fill) : fill());
    await this.database.query(`ANALYZE`);
    return count - from;
  }

  private async fill(from: number, count: number, progress: (done: number, of: number) => void): Promise<void> {
    const random = randomFrom(2026 + from);
    for (let start = from; start < count; start += this.options.atOnce) {
      const end = Math.min(start + this.options.atOnce, count);
      await this.insert([...madeUpListings(start, end, {towns: this.towns, places: this.places}, random)]);
      progress(end, count);
    }
  }

  private async count(): Promise<number> {
    const [row] = await this.database.query<{made: number}[]>(
      `SELECT count(*)::integer AS made FROM application WHERE opened_by IN (SELECT id FROM person WHERE name = $1)`,
      [MADE_UP_OFFICER],
    );
    return row?.made ?? 0;
  }

  private async insert(listings: readonly MadeUpListing[]): Promise<void> {
    const rows = listings.map((each) => {
      const {id, town} = this.councilOf(each);
      return {...each, council_id: id, outcode: town.outcode, district: town.name};
    });
    await this.database.transaction(async (tx) => {
      if (this.options.unchecked) await tx.query(`SET LOCAL session_replication_role = replica`);
      for (const statement of statements(this.options.unchecked))
        await tx.query(statement, statement.includes('$1') ? [JSON.stringify(rows)] : []);
      const councils = [...new Map(this.councils.map((each) => [each.id, each])).values()];
      if (this.options.unchecked) await this.approveAll(tx, councils);
      else for (const council of councils) await this.approve(tx, council);
      await tx.query(`DROP TABLE made_up`);
    });
  }

  /** Of every council in a few statements. */
  private async approveAll(tx: Tx, councils: readonly MadeUpCouncil[]): Promise<void> {
    const terms = councils.flatMap(({id, versions, officerId, approverId}) =>
      Object.entries(versions).map(([version, version_id]) => ({
        council_id: id,
        version,
        version_id,
        officer_id: officerId,
        approver_id: approverId,
      })),
    );
    await tx.query(
      `CREATE TEMPORARY TABLE made_up_approved AS
       SELECT m.council_id, m.member_id, t.version_id, t.officer_id, t.approver_id, $2::date AS checked_on
       FROM made_up m JOIN json_to_recordset($1) AS t (council_id uuid, version text, version_id uuid, officer_id uuid, approver_id uuid)
         ON t.council_id = m.council_id AND t.version = ${VERSION}`,
      [JSON.stringify(terms), SEED_DAY],
    );
    await tx.query(`ANALYZE made_up_approved`);
    await seedApprovalsPastTheRules(tx, 'made_up_approved');
    await tx.query(`DROP TABLE made_up_approved`);
  }

  private async approve(tx: Tx, {id, versions, officerId, approverId}: MadeUpCouncil): Promise<void> {
    const rows = await tx.query<{version: keyof MadeUpCouncil['versions']; members: string[]}[]>(
      `SELECT ${VERSION} AS version, array_agg(member_id) AS members
       FROM made_up WHERE council_id = $1 GROUP BY 1`,
      [id],
    );
    for (const {version, members} of rows) {
      await seedApprovals(
        tx,
        {councilId: id, versionId: versions[version], officerId, approverId},
        members.map((memberId) => ({memberId, circumstances: [], checkedOn: SEED_DAY})),
      );
    }
  }

  private councilOf(place: Position): MadeUpCouncil {
    let [nearest, least] = [this.councils[0] as MadeUpCouncil, Infinity];
    for (const each of this.councils) {
      const metres = distanceMetres(place, each.town);
      if (metres < least) [nearest, least] = [each, metres];
    }
    return nearest;
  }
}

/** Where the towns are, as the product knows them. */
async function findTowns(dataSource: DataSource): Promise<Town[]> {
  const geography = new Geography(dataSource);
  const towns: Town[] = [];
  for (const [name, people, outcode] of TOWNS) {
    const {latitude, longitude} = await geography.find(name);
    towns.push({name, people, outcode, latitude, longitude});
  }
  return towns;
}
