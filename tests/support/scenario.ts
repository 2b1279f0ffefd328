import {OpenLine, type Deployment} from '@app/allocations';
import {addDays, londonDay, londonInstant, weekday, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {startApi, type ApiOptions, type Method, type TestApi} from './app.js';
import {testDatabase, type TestDatabase} from './database.js';
import {World, type TestPerson} from './people.js';
import {accreditMember, listMember} from './register.js';

export interface TestListing {
  id: string;
  memberId: string;
  person: TestPerson;
}

export const HOURLY_PENCE = 1_450;

/** What a page shows of a listing beside what a booking needs. */
export interface ListingLook {
  /** The PA's own name, or that of who runs the provider. */
  person?: string;
  /** Columns of the listing. */
  columns?: Record<string, unknown>;
  services?: readonly string[];
  rates?: readonly {band: string; unit: string; ratePence: number}[];
  /** Accredited, and checked on this day; without it listed for information. */
  checkedOn?: string;
}

const PLAIN_RATES = [{band: 'weekday', unit: 'hour', ratePence: HOURLY_PENCE}];

/** A council with people, budgets and listings, made anew for a test file: what booking tests start from. */
export class Scenario {
  private people = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly api: TestApi,
    readonly world: World,
    readonly council: string,
  ) {}

  /** @param options with `pages` one application serves both, and `startPages` answers with it */
  static async open({pages = false, ...options}: ApiOptions & {pages?: boolean} = {}): Promise<Scenario> {
    const database = await testDatabase();
    const world = await World.open(database);
    const council = await world.council('nottinghamshire');
    const api = pages
      ? await (await import('./pages-app.js')).startApiWithPages(database, options.variables)
      : await startApi(database, options);
    return new Scenario(database, api, world.servedBy(api), council);
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.api.close();
    await this.database.drop();
    // Node 20 keeps the module of a test file, and with it all that it names: some ten megabytes of an application.
    Object.assign(this, {api: null, world: null});
  }

  call(person: TestPerson | null, method: Method, path: string, body?: object) {
    return this.api.call(method, path, person?.token, body);
  }

  holder(council = this.council): Promise<TestPerson> {
    return this.world.person(council, `Holder ${letters(this.people++)}`, ['holder']);
  }

  /** A line whose four-week periods each hold four times the weekly sum, from this week on. */
  async line(
    holder: Pick<TestPerson, 'personId'>,
    weeklyPence: number,
    options: {deployment?: Deployment; council?: string; weeks?: number} = {},
  ): Promise<string> {
    const councilId = options.council ?? this.council;
    const startsOn = monday(londonDay(new Date()));
    const line = {
      deployment: options.deployment ?? ('direct_payment' as const),
      purpose: 'Support at home',
      weeklyPence,
      contributionWeeklyPence: 0,
      cycle: 'four_weekly' as const,
      cycleAnchor: startsOn,
      startsOn,
      endsOn: null,
    };
    const through = addDays(startsOn, (options.weeks ?? 52) * 7 - 1);
    return this.api.app
      .get(UnitOfWork)
      .run(councilId, (tx) => this.api.app.get(OpenLine).run(tx, {councilId}, holder.personId, line, through));
  }

  /** A PA on the register, live, at £14.50 an hour at any time. */
  async pa(council = this.council, look: ListingLook = {}): Promise<TestListing> {
    const person = await this.world.person(council, look.person ?? `Worker ${letters(this.people++)}`, ['pa']);
    const memberId = await this.world.member(council, person);
    return {...(await this.listing(council, memberId, {kind: 'pa', person_id: person.personId}, look)), person};
  }

  /** A micro-enterprise on the register, live, that can be in several places at once. */
  async provider(capacity = 1, council = this.council, look: ListingLook = {}): Promise<TestListing> {
    const person = await this.world.person(council, look.person ?? `Owner ${letters(this.people++)}`, ['provider']);
    const organisationId = await this.world.organisation(council, `Enterprise ${letters(this.people)}`, [person]);
    const memberId = await this.world.member(council, {organisationId});
    const columns = {kind: 'provider', organisation_id: organisationId, capacity};
    return {...(await this.listing(council, memberId, columns, look)), person};
  }

  /** Terms that both sides have accepted, from today. */
  async engage(
    holder: TestPerson,
    listing: TestListing,
    status = 'self_employed',
    ratePence = HOURLY_PENCE,
  ): Promise<string> {
    const proposed = await this.call(holder, 'post', '/engagements', terms(listing, status, ratePence)).expect(201);
    const {id} = proposed.body as {id: string};
    await this.call(listing.person, 'post', `/engagements/${id}/accept`).expect(200);
    return id;
  }

  private async listing(
    council: string,
    memberId: string,
    own: Record<string, unknown>,
    {columns, services = [], rates = PLAIN_RATES, checkedOn}: ListingLook,
  ): Promise<{id: string; memberId: string}> {
    const id = await this.world.add('listing', {
      council_id: council,
      member_id: memberId,
      name: own.kind === 'pa' ? 'Worker A.' : 'Enterprise',
      summary: 'Here to help',
      outcode: 'NG1',
      latitude: 52.95,
      longitude: -1.15,
      ...own,
      ...columns,
    });
    await this.world.owner.query(
      `INSERT INTO rate (council_id, listing_id, band, unit, rate_pence, starts_on)
       SELECT $1, $2, r.band, r.unit, r.pence, '2020-01-01'
       FROM unnest($3::text[], $4::text[], $5::bigint[]) AS r (band, unit, pence)`,
      [
        council,
        id,
        rates.map((each) => each.band),
        rates.map((each) => each.unit),
        rates.map((each) => each.ratePence),
      ],
    );
    await this.world.owner.query(
      `INSERT INTO listing_service (council_id, listing_id, service_id) SELECT $1, $2, id FROM service WHERE code = ANY($3)`,
      [council, id, services],
    );
    for (const day of [1, 2, 3, 4, 5]) {
      await this.world.add('availability_pattern', {
        council_id: council,
        listing_id: id,
        weekday: day,
        starts_on: '2020-01-01',
        from_time: '08:00',
        to_time: '18:00',
      });
    }
    await this.world.owner.query(`UPDATE listing SET state = 'live' WHERE id = $1`, [id]);
    if (checkedOn) await accreditMember(this.world, council, memberId, checkedOn);
    else await listMember(this.world, council, memberId);
    // Decided past the database's own rules, so past its marks too: a search that has looked already looks again.
    await this.world.owner.query(`INSERT INTO search_stale (listing_id) VALUES ($1)`, [id]);
    return {id, memberId};
  }
}

export function monday(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

/** A weekday some weeks from now, at a London time. */
export function at(weeksAhead: number, isoWeekday: number, time: string): string {
  const day = addDays(monday(londonDay(new Date())), weeksAhead * 7 + isoWeekday - 1);
  return londonInstant(day, time).toISOString();
}

/** What terms of somebody who works for themselves cannot do without. */
export const STATUS_CHECK = {status_reference: 'CEST 4471', status_checked_on: '2020-01-06'};

/** A body for POST /engagements, from today. */
export function terms(listing: {id: string}, status = 'self_employed', ratePence = HOURLY_PENCE): object {
  const rates = [{band: 'weekday', unit: 'hour', rate_pence: ratePence}];
  return {listing_id: listing.id, status, starts_on: londonDay(new Date()), rates};
}

/** A body for POST /bookings that one line pays. */
export function booking(
  listing: TestListing,
  line: string,
  startsAt: string,
  endsAt: string,
  more: object = {},
): object {
  return {
    listing_id: listing.id,
    starts_at: startsAt,
    ends_at: endsAt,
    splits: [{budget_line_id: line, share_bp: 10_000}],
    ...more,
  };
}

/** Names without digits, which people's names may not have. */
function letters(number: number): string {
  return String.fromCharCode(65 + Math.floor(number / 26), 97 + (number % 26));
}
