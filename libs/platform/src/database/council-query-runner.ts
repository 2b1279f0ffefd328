import pg from 'pg';
import type {DataSource} from 'typeorm';
import type {PostgresDriver} from 'typeorm/driver/postgres/PostgresDriver.js';
import {PostgresQueryRunner} from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import {namedWhenItRecurs} from './named-statements.js';

const BEGIN = 'START TRANSACTION';

/** A connection whose transactions begin with the council set: one way to the database and back instead of two. */
export class CouncilQueryRunner extends PostgresQueryRunner {
  private readonly begin: string;

  constructor(dataSource: DataSource, councilId: string) {
    super(dataSource.driver as PostgresDriver, 'master');
    Object.assign(this, {manager: dataSource.createEntityManager(this)});
    this.begin = `${BEGIN}; SET LOCAL app.council_id = ${pg.escapeLiteral(councilId)}`;
  }

  override query: PostgresQueryRunner['query'] = (statement: string, values?: unknown[], ...more: [boolean?]) => {
    const named = namedWhenItRecurs(statement, values);
    if (named) return super.query(named as unknown as string, undefined, ...more);
    return super.query(statement === BEGIN ? this.begin : statement, values, ...more);
  };
}
