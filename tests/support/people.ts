import {addDefaultDeploymentRules} from '@app/allocations';
import {addCouncil, AddUser, setSignInRules, type RepresentationKind, type Role} from '@app/identity';
import {connection} from '@app/platform';
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

/** Makes people, organisations and members of the register, as the owner of the tables: what the tests start from. */
export class World {
  private constructor(
    readonly owner: DataSource,
    private readonly api: TestApi,
  ) {}

  static async open(database: TestDatabase, api: TestApi): Promise<World> {
    const owner = await new DataSource({...connection(database.superuserUrl), poolSize: 4}).initialize();
    return new World(owner, api);
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

  /** Somebody with an account, signed in. */
  async person(councilId: string, name: string, roles: Role[]): Promise<TestPerson> {
    const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@${councilId.slice(-6)}.example`;
    const council = await this.codeOf(councilId);
    const personId = await this.api.app.get(AddUser).run({council, name, email, password: PASSWORD, roles});
    return {personId, name, email, councilId, token: await this.api.signIn(email, PASSWORD)};
  }

  private async codeOf(councilId: string): Promise<string> {
    const [row] = await this.owner.query<{code: string}[]>(`SELECT code FROM council WHERE id = $1`, [councilId]);
    return row?.code ?? '';
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
