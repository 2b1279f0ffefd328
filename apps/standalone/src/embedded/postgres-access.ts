import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {LaunchError} from './launch-error.js';
import {secrets} from './secrets.js';

const roles = ['postgres', 'alongside_owner', 'alongside_app'] as const;

export type Role = (typeof roles)[number];
export type Passwords = Record<Role, string>;

export interface PostgresUrls {
  /** For migrations: owns the database. */
  ownerUrl: string;
  /** For the product: owns nothing and can't bypass row-level security. */
  appUrl: string;
  /** For setting up, as in tests. */
  superuserUrl: string;
  port: number;
}

export function passwordsIn(home: string): Passwords {
  const file = join(home, 'secrets.json');
  if (!existsSync(file) && existsSync(join(home, 'cluster'))) {
    throw new LaunchError(`${file} is missing: it holds the passwords of the database beside it. Put it back.`);
  }
  return secrets(file, roles);
}

export function urlsOf(passwords: Passwords, port: number, database: string): PostgresUrls {
  const url = (role: Role): string =>
    `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return {ownerUrl: url('alongside_owner'), appUrl: url('alongside_app'), superuserUrl: url('postgres'), port};
}
