import pg from 'pg';
import {LaunchError} from './launch-error.js';
import {type Passwords, type Role, urlsOf} from './postgres-access.js';
import {type Cluster} from './postgres-cluster.js';

/** Makes sure that it is our server which answers, and makes the roles and the database that are not there yet. */
export async function prepareDatabase(cluster: Cluster, passwords: Passwords, port: number, database: string) {
  await withServer(cluster, passwords, port, 'template1', async (client) => {
    await createRoles(client, passwords);
    await createDatabase(client, database);
  });
}

/** Whether our server is up, and has the database. */
export async function isPrepared(cluster: Cluster, passwords: Passwords, port: number, database: string) {
  return withServer(cluster, passwords, port, database, () => Promise.resolve(true)).catch(() => false);
}

async function withServer<T>(
  cluster: Cluster,
  passwords: Passwords,
  port: number,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({connectionString: urlsOf(passwords, port, database).superuserUrl});
  await client.connect();
  try {
    await assertOurs(client, cluster);
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function assertOurs(client: pg.Client, cluster: Cluster): Promise<void> {
  const {rows} = await client.query<{folder: string; name: string}>(
    `SELECT current_setting('data_directory') AS folder, current_setting('cluster_name') AS name`,
  );
  if (rows[0]?.folder !== cluster.argument || rows[0].name !== cluster.name) {
    throw new LaunchError(`Another PostgreSQL, of ${rows[0]?.folder}, answered in place of that of ${cluster.folder}.`);
  }
}

/**
 * The owner migrates, the application only uses what it is granted. `earthdistance` alone of the extensions we use is
 * not "trusted", so the owner could not create it: every database here is born with it.
 */
async function createRoles(client: pg.Client, passwords: Passwords): Promise<void> {
  const {rowCount} = await client.query(`SELECT FROM pg_roles WHERE rolname = 'alongside_app'`);
  if (rowCount) return;
  const login = (role: Role): string =>
    `CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${pg.escapeLiteral(passwords[role])}`;
  // One message is one transaction: all of it or nothing.
  await client.query(
    `${login('alongside_owner')};
     ${login('alongside_app')};
     REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
     CREATE EXTENSION earthdistance CASCADE`,
  );
}

async function createDatabase(client: pg.Client, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database);
  const {rowCount} = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (!rowCount) await client.query(`CREATE DATABASE ${name} OWNER alongside_owner`);
  // At every start, because a kill may have come between the two.
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO alongside_app`);
}
