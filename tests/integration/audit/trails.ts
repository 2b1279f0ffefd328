import {AuditSealer, AuditTrail, verifyAudit, type AuditReport} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import type {DataSource} from 'typeorm';
import {connectAs} from '../../support/catalogue.js';
import {testDatabase, type TestDatabase} from '../../support/database.js';

/** Councils with an audit trail and nothing else, and somebody who can go behind the database's back. */
export class Trails {
  private readonly trail = new AuditTrail();
  private readonly uow: UnitOfWork;
  private code = '';
  council = '';

  private constructor(
    private readonly database: TestDatabase,
    readonly app: DataSource,
    /** One connection, so that what is done on it is seen on it and can be undone. */
    readonly meddler: DataSource,
  ) {
    this.uow = new UnitOfWork(app);
  }

  static async open(): Promise<Trails> {
    const database = await testDatabase();
    return new Trails(database, await connectAs('app', database, 8), await connectAs('superuser', database, 1));
  }

  async close(): Promise<void> {
    await this.app.destroy();
    await this.meddler.destroy();
    await this.database.drop();
  }

  /** A council with an empty trail, which the rest is then about. */
  async begin(): Promise<void> {
    const [row] = await this.meddler.query<{id: string; code: string}[]>(
      `INSERT INTO council (code, name, area, email, phone, phone_hours)
       SELECT 'council-' || count(*), 'C', 'C', 'c@c.example', '1', '1' FROM council RETURNING id, code`,
    );
    this.council = row?.id ?? '';
    this.code = row?.code ?? '';
  }

  sealer(): AuditSealer {
    return new AuditSealer(this.app, this.uow);
  }

  /** Writes entries in one transaction, which commits when `until` says so. */
  async record(count: number, until: Promise<void> = Promise.resolve(), written = () => {}): Promise<void> {
    const {council} = this;
    await this.uow.run(council, async (tx) => {
      for (let each = 0; each < count; each += 1) {
        const after = {each, text: 'ü – <b>"\\u0041', nothing: null, list: [1, {b: 1, a: 2}]};
        const subject = {kind: 'test', id: council};
        await this.trail.record(tx, {councilId: council, actorId: council, action: 'test.done', subject, after});
      }
      written();
      await until;
    });
  }

  async verified(): Promise<AuditReport> {
    const found = (await verifyAudit(this.meddler)).find((report) => report.council === this.code);
    if (!found) throw new Error('the council is not in the report');
    return found;
  }
}
