import {addDefaultDeploymentRules} from '@app/allocations';
import {addCouncil, BeginSession, setSignInRules, type RepresentationKind, type Role} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {connection, UnitOfWork} from '@app/platform';
import {DataSource, type EntityManager} from 'typeorm';
import type {TestApi} from './app.js';
import type {TestDatabase} from './database.js';

/** Everybody's. */
export const PASSWORD = 'correct horse battery';

export interface TestPerson {
  personId: string;
  name: string;
  email: string;
  token: string;
  /** Of those whom `World.person` made. */
  councilId?: string;
}

const PERSON = `
  WITH p AS (INSERT INTO person (council_id, name) VALUES ($1, $2) RETURNING id),
    a AS (INSERT INTO account (council_id, person_id, email, password_hash)
          SELECT $1, p.id, $3, $4 FROM p RETURNING id, person_id),
    r AS (INSERT INTO role_grant (council_id, person_id, role, starts_on)
          SELECT $1, p.id, role, $6::date FROM p CROSS JOIN unnest($5::text[]) AS role),
    e AS (INSERT INTO audit_entry (council_id, action, subject_kind, subject_id, after)
          SELECT $1, 'person.added', 'person', p.id, jsonb_build_object('roles', $5::text[]) FROM p)
  SELECT person_id AS "personId", id AS "accountId" FROM a`;

/** Makes people, organisations and members of the register, as the owner of the tables: what the tests start from. */
export class World {
  private constructor(
    readonly owner: DataSource,
    private api: TestApi | null,
  ) {}

  static async open(database: TestDatabase, api: TestApi | null = null): Promise<World> {
    const owner = await new DataSource({...connection(database.superuserUrl), poolSize: 4}).initialize();
    return new World(owner, api);
  }

  /** What needs the application, as people who sign in, comes after this. */
  servedBy(api: TestApi): this {
    this.api = api;
    return this;
  }

  close(): Promise<void> {
    return this.owner.destroy();
  }

  council(code: string): Promise<string> {
    return this.owner.transaction(async (tx) => {
      const contact = {
        email: 'help@council.example',
        phone: '01632 960000',
        phoneHours: 'Monday to Friday, 9am to 5pm',
      };
      const id = await addCouncil(tx, {code, name: `Council of ${code}`, area: code, ...contact});
      await addDefaultDeploymentRules(tx, id, '2020-01-01');
      // What is not about signing in signs in with a password alone.
      const open = {roleGroup: 'staff', startsOn: '2020-01-01', source: 'For a test'} as const;
      await setSignInRules(tx, id, {...open, localAccounts: true, secondFactor: false});
      return id;
    });
  }

  /**
   * Somebody with an account, signed in: as AddUser and SignIn leave them, but for the two hashes that make a password
   * slow to guess. A run makes some thousands of people.
   */
  async person(councilId: string, name: string, roles: Role[]): Promise<TestPerson> {
    if (!this.api) throw new Error('nothing serves yet');
    const {app} = this.api;
    const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@${councilId.slice(-6)}.example`;
    const startsOn = londonDay(app.get(Clock).now());
    const [made] = await this.owner.query<{personId: string; accountId: string}[]>(PERSON, [
      ...[councilId, name, email, process.env.TEST_PASSWORD_HASH, roles, startsOn],
    ]);
    if (!made) throw new Error(`${name} was not made`);
    const account = {...made, councilId};
    const begun = await app
      .get(UnitOfWork)
      .run(councilId, (tx) => app.get(BeginSession).run(tx, {account, methods: ['password']}));
    return {personId: made.personId, name, email, councilId, token: begun.token};
  }

  /** From long ago on, X may act for Y; without a last day it goes on. */
  represents(
    councilId: string,
    x: TestPerson,
    y: TestPerson,
    kind: RepresentationKind,
    endsOn?: string,
    more: Record<string, unknown> = {},
  ) {
    return this.add('representation', {
      council_id: councilId,
      holder_id: y.personId,
      representative_id: x.personId,
      kind,
      starts_on: '2020-01-01',
      ends_on: endsOn ?? null,
      ...more,
    });
  }

  async organisation(councilId: string, name: string, people: readonly TestPerson[]): Promise<string> {
    const id = await this.add('organisation', {council_id: councilId, name});
    for (const {personId} of people) {
      await this.add('organisation_member', {council_id: councilId, organisation_id: id, person_id: personId});
    }
    return id;
  }

  /** A member of the register, not yet listed. */
  member(councilId: string, of: {personId: string} | {organisationId: string}): Promise<string> {
    return 'personId' in of
      ? this.add('member', {council_id: councilId, kind: 'pa', person_id: of.personId})
      : this.add('member', {council_id: councilId, kind: 'business', organisation_id: of.organisationId});
  }

  /** Inserts a row and gives its id, or another column of it. */
  add(table: string, columns: Record<string, unknown>, answer = 'id'): Promise<string> {
    return insert(this.owner.manager, table, columns, answer);
  }

  /** The same past triggers and foreign keys, where a table's own rules are not what a test is about. */
  addUnchecked(table: string, columns: Record<string, unknown>): Promise<string> {
    return this.owner.transaction(async (tx) => {
      await tx.query(`SET LOCAL session_replication_role = replica`);
      return insert(tx, table, columns, 'id');
    });
  }
}

async function insert(
  tx: EntityManager,
  table: string,
  columns: Record<string, unknown>,
  answer: string,
): Promise<string> {
  const names = Object.keys(columns);
  const [row] = await tx.query<Record<string, string>[]>(
    `INSERT INTO ${table} (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()}) RETURNING ${answer}`,
    Object.values(columns),
  );
  return row?.[answer] ?? '';
}
