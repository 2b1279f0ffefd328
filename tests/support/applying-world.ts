import {readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {DiscoveryModule} from '@nestjs/core';
import {startApi, type TestApi} from './app.js';
import {openDesk, submitted, type Desk} from './accreditation.js';
import {testDatabase, type TestDatabase} from './database.js';
import {startPages, type PagesApp} from './pages-app.js';
import {World, type TestPerson} from './people.js';
import {until} from './until.js';
import {startWorker} from './worker.js';
import {scratch} from './scratch.js';

type Body = Record<string, unknown>;

export interface Applying extends Body {
  tasks: {code: string; kind: string; state: string; requirement: string | null}[];
  files: {id: string; state: string; requirement: string; media_type: string}[];
  referees: {id: string; number: number; state: string}[];
  answers: Record<string, unknown>;
}

/** A council's desk with applicants, pages and a folder for files; the worker where a test wants one. */
export class ApplyingWorld {
  private people = 0;
  private worker: {close(): Promise<void>} | null = null;

  private constructor(
    readonly database: TestDatabase,
    readonly api: TestApi,
    readonly world: World,
    readonly desk: Desk,
    readonly pages: PagesApp,
    readonly folder: string,
    private readonly variables: Record<string, string>,
  ) {}

  static async open(more: Record<string, string> = {}): Promise<ApplyingWorld> {
    const folder = scratch('files');
    const variables = {FILES_KEY: 'a key for the files of this test only', FILES_DIR: folder, ...more};
    const database = await testDatabase();
    const api = await startApi(database, {variables});
    const world = await World.open(database, api);
    const desk = await openDesk(world, 'northshire');
    const pages = await startPages(database, api.clock, variables, [DiscoveryModule]);
    return new ApplyingWorld(database, api, world, desk, pages, folder, variables);
  }

  async startWorker(more: Record<string, string> = {}): Promise<void> {
    this.worker = await startWorker(this.database, this.api.clock, {...this.variables, ...more});
  }

  async close(): Promise<void> {
    await this.worker?.close();
    await this.pages.close();
    await this.world.close();
    await this.api.close();
    await this.database.drop();
    rmSync(this.folder, {recursive: true, force: true});
  }

  newPa(): Promise<TestPerson> {
    const letter = String.fromCharCode(65 + this.people++);
    return this.world.person(this.desk.councilId, `Applicant ${letter}`, ['pa']);
  }

  /** A draft of somebody new. */
  async draft(): Promise<{id: string; pa: TestPerson}> {
    const pa = await this.newPa();
    const opened = await this.api.call('post', '/applications', pa.token, {kind: 'pa'}).expect(201);
    return {id: (opened.body as {id: string}).id, pa};
  }

  /** One that is handed in. */
  async handedIn(): Promise<{id: string; pa: TestPerson}> {
    const pa = await this.newPa();
    return {id: await submitted(this.api, pa), pa};
  }

  async tasks(id: string, by: TestPerson): Promise<Applying> {
    return (await this.api.call('get', `/applications/${id}/tasks`, by.token).expect(200)).body as Applying;
  }

  answer(id: string, by: TestPerson, question: string, answer: unknown) {
    return this.api.call('put', `/applications/${id}/answers/${question}`, by.token, {answer});
  }

  send(id: string, by: TestPerson, requirement: string, content: Buffer, name = 'paper.pdf') {
    return this.api
      .call('post', `/applications/${id}/papers/${requirement}/files`, by.token)
      .attach('file', content, {filename: name, contentType: 'application/pdf'});
  }

  nameReferee(id: string, by: TestPerson, more: object = {}) {
    return this.api.call('post', `/applications/${id}/references/reference/referees`, by.token, {...REFEREE, ...more});
  }

  /** What the audit trail has of an application. */
  trail(id: string): Promise<{action: string; actor: string | null; for: string | null; after: Body | null}[]> {
    return this.world.owner.query(
      `SELECT action, actor_id AS actor, for_id AS for, after FROM audit_entry WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
  }

  /** The path of the newest link that was written to a referee; waits for the worker. */
  async linkTo(email: string, howMany = 1): Promise<string> {
    let links: string[] = [];
    await until(async () => {
      const rows = await this.world.owner.query<{link: string}[]>(
        `SELECT coalesce(n.data ->> 'link', substring(d.body FROM 'https?://[^[:space:]]+')) AS link
         FROM notice n JOIN delivery d ON d.notice_id = n.id WHERE n.email = $1 AND n.state = 'waiting' ORDER BY n.id`,
        [email],
      );
      links = rows.map(({link}) => link);
      return links.length >= howMany;
    });
    return new URL(links.at(-1) ?? '').pathname;
  }

  /** All that lies in the storage. */
  stored(): Buffer[] {
    return readdirSync(this.folder, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  }
}

export const REFEREE = {
  number: 1,
  name: 'Ruth Referee',
  email: 'ruth@people.example',
  relationship: 'employer',
  known_for: 'over_3',
};

export const REFERENCE = {
  relationship: 'employer',
  known_for: 'over_3',
  would_trust: 'yes',
  about: 'Always on time, and kind to everybody.',
};
