import {distanceMetres, Geography, type Position} from '@app/geography';
import {addCouncil} from '@app/identity';
import {
  DEFAULT_BUSINESS_REQUIREMENTS,
  DEFAULT_PA_REQUIREMENTS,
  registerScheme,
  seedApprovals,
  type MemberKind,
} from '@app/register';
import type {Tx} from '@app/platform';
import type {DataSource} from 'typeorm';
import {randomFrom, TOWNS, type Town} from './england.js';
import {madeUpListings, type MadeUpListing} from './made-up-listings.js';

/** A town's council, with the schemes by which it lists. */
interface BenchCouncil {
  id: string;
  town: Town;
  officerId: string;
  approverId: string;
  versions: Record<`${'accredited' | 'information'} ${'pa' | 'business'}`, string>;
}

export const SEED_DAY = '2026-01-05';
const AT_ONCE = 5_000;

/** Fills a database with listings that might be England's. Called again it goes on from how many there are. */
export class ListingSeeder {
  private made = 0;
  private readonly random = randomFrom(2026);

  private constructor(
    private readonly superuser: DataSource,
    readonly towns: readonly Town[],
    private readonly places: readonly Position[],
    private readonly councils: readonly BenchCouncil[],
  ) {}

  static async open(superuser: DataSource): Promise<ListingSeeder> {
    const towns = await findTowns(superuser);
    const places = await superuser.query<Position[]>(
      `SELECT latitude, longitude FROM place WHERE nation = 'England' ORDER BY search_name, latitude`,
    );
    const councils = await superuser.transaction(async (tx) => {
      const all: BenchCouncil[] = [];
      for (const town of towns) all.push(await addBenchCouncil(tx, town, all.length));
      return all;
    });
    return new ListingSeeder(superuser, towns, places, councils);
  }

  async upTo(count: number): Promise<void> {
    const from = this.made;
    for (let start = from; start < count; start += AT_ONCE) {
      const end = Math.min(start + AT_ONCE, count);
      await this.insert([...madeUpListings(start, end, {towns: this.towns, places: this.places}, this.random)]);
      this.made = end;
    }
    await this.superuser.query(`ANALYZE`);
  }

  private async insert(listings: readonly MadeUpListing[]): Promise<void> {
    const rows = listings.map((each) => ({...each, council_id: this.councilOf(each).id}));
    await this.superuser.transaction(async (tx) => {
      // What the triggers would refuse is never made up here; without them it takes a tenth of the time.
      await tx.query(`SET LOCAL session_replication_role = replica`);
      for (const statement of STATEMENTS)
        await tx.query(statement, statement.includes('$1') ? [JSON.stringify(rows)] : []);
      for (const council of this.councils) await this.approve(tx, council);
      await tx.query(`DROP TABLE made_up`);
    });
  }

  private async approve(tx: Tx, council: BenchCouncil): Promise<void> {
    const rows = await tx.query<{version: keyof BenchCouncil['versions']; members: string[]}[]>(
      `SELECT CASE WHEN accredited THEN 'accredited ' ELSE 'information ' END
              || CASE kind WHEN 'pa' THEN 'pa' ELSE 'business' END AS version, array_agg(member_id) AS members
       FROM made_up WHERE council_id = $1 GROUP BY 1`,
      [council.id],
    );
    for (const {version, members} of rows) {
      const seeding = {
        councilId: council.id,
        versionId: council.versions[version],
        officerId: council.officerId,
        approverId: council.approverId,
      };
      await seedApprovals(
        tx,
        seeding,
        members.map((memberId) => ({memberId, circumstances: [], checkedOn: SEED_DAY})),
      );
    }
  }

  private councilOf(place: Position): BenchCouncil {
    const from = (each: BenchCouncil) => distanceMetres(place, each.town);
    return this.councils.reduce((nearest, each) => (from(each) < from(nearest) ? each : nearest));
  }
}

/** Where the towns are, as the product knows them. */
async function findTowns(dataSource: DataSource): Promise<Town[]> {
  const geography = new Geography(dataSource);
  const towns: Town[] = [];
  for (const [name, people] of TOWNS) {
    const {latitude, longitude} = await geography.find(name);
    towns.push({name, people, latitude, longitude});
  }
  return towns;
}

async function addBenchCouncil(tx: Tx, town: Town, number: number): Promise<BenchCouncil> {
  const contact = {email: 'bench@council.example', phone: '01632 960000', phoneHours: 'Monday to Friday, 9am to 5pm'};
  const id = await addCouncil(tx, {code: `bench-${number}`, name: `${town.name} Council`, area: town.name, ...contact});
  const person = async (name: string) => {
    const [row] = await tx.query<{id: string}[]>(`INSERT INTO person (council_id, name) VALUES ($1, $2) RETURNING id`, [
      id,
      name,
    ]);
    return (row as {id: string}).id;
  };
  const version = async (kind: 'accredited' | 'information', memberKind: MemberKind) => {
    const checked = memberKind === 'pa' ? DEFAULT_PA_REQUIREMENTS : DEFAULT_BUSINESS_REQUIREMENTS;
    const requirements = kind === 'accredited' ? checked : [];
    const name = kind === 'accredited' ? 'Support with Confidence' : 'Community directory';
    return (await registerScheme(tx, {councilId: id, name, kind, memberKind, startsOn: '2020-01-01', requirements}))
      .versionId;
  };
  return {
    id,
    town,
    officerId: await person('Officer'),
    approverId: await person('Approver'),
    versions: {
      'accredited pa': await version('accredited', 'pa'),
      'accredited business': await version('accredited', 'business'),
      'information pa': await version('information', 'pa'),
      'information business': await version('information', 'business'),
    },
  };
}

const STATEMENTS = [
  `CREATE TEMPORARY TABLE made_up AS
   SELECT r.*, new_id() AS listing_id, new_id() AS member_id, new_id() AS party_id
   FROM json_to_recordset($1) AS r (number integer, council_id uuid, kind text, name text, summary text, latitude float8,
     longitude float8, "travelKm" integer, gender text, languages text[], needs text[], services text[],
     "ratePence" integer, accredited boolean)`,
  `INSERT INTO person (id, council_id, name) SELECT party_id, council_id, name FROM made_up WHERE kind = 'pa'`,
  `INSERT INTO organisation (id, council_id, name) SELECT party_id, council_id, name FROM made_up WHERE kind = 'provider'`,
  `INSERT INTO member (id, council_id, kind, person_id, organisation_id)
   SELECT member_id, council_id, CASE kind WHEN 'pa' THEN 'pa' ELSE 'business' END,
          CASE kind WHEN 'pa' THEN party_id END, CASE kind WHEN 'provider' THEN party_id END FROM made_up`,
  `INSERT INTO listing (id, council_id, member_id, person_id, organisation_id, kind, state, name, summary, outcode,
     latitude, longitude, public_latitude, public_longitude, travel_km, gender, languages, needs)
   SELECT listing_id, council_id, member_id, CASE kind WHEN 'pa' THEN party_id END,
          CASE kind WHEN 'provider' THEN party_id END, kind, 'live', name, summary, 'NG1', latitude, longitude,
          floor(latitude / 0.01) * 0.01 + 0.005, floor(longitude / 0.016) * 0.016 + 0.008, "travelKm", gender,
          languages, needs
   FROM made_up`,
  `INSERT INTO listing_service (listing_id, service_id, council_id)
   SELECT listing_id, s.id, made_up.council_id FROM made_up
   JOIN service s ON s.code = ANY (services) AND s.council_id IS NULL`,
  `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on)
   SELECT council_id, listing_id, band, 'hour', "ratePence" + more, '2025-04-01'
   FROM made_up CROSS JOIN (VALUES ('weekday', 0), ('weekend', 300)) AS bands (band, more)`,
  `INSERT INTO availability_pattern (council_id, listing_id, weekday, from_time, to_time, starts_on)
   SELECT council_id, listing_id, (number + day) % 5 + 1, '09:00', CASE number % 3 WHEN 0 THEN '13:00'::time ELSE '17:00' END, '2025-04-01'
   FROM made_up CROSS JOIN generate_series(0, 2) AS day`,
];
