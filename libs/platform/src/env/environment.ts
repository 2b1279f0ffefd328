import {availableParallelism} from 'node:os';
import {PlainError} from './plain-error.js';
import {plainToInstance, Transform, Type} from 'class-transformer';
import {IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength, validateSync} from 'class-validator';

const POSTGRES = /^postgres(?:ql)?:\/\/.+/;
const KEY_OF_NOTIFY = '[^,\\s]+-[0-9a-f-]{36}-[0-9a-f-]{36}';
const NOTIFY_KEYS = new RegExp(`^(?:[a-z][a-z0-9-]*=${KEY_OF_NOTIFY}(?:,|$))+$`);
const emptyIsUnset = Transform(({value}: {value: unknown}) => (value === '' ? undefined : value));

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const SIGN_IN_SECRET = 'SIGN_IN_SECRET_';

/** Every variable the processes read, and nothing else is read from the environment. */
export class Environment {
  @IsOptional() @IsIn(['development', 'production', 'test']) NODE_ENV: 'development' | 'production' | 'test' =
    'development';
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(65_535) PORT = 3000;
  @IsOptional() @IsString() HOST = '127.0.0.1';
  /** Where people find the pages, for links in what is written to them; without a path. In production it must be set. */
  @emptyIsUnset
  @IsOptional()
  @Matches(/^https?:\/\/[^/]+$/, {message: 'must be an http:// or https:// address without a path'})
  PUBLIC_URL?: string;
  /** Where the embedded servers keep their data. */
  @IsOptional() @IsString() DATA_DIR = '.data';

  /** What serves requests. Whoever it signs in as, the processes act as the role `alongside_app`. */
  @emptyIsUnset @IsOptional() @Matches(POSTGRES, {message: 'must be a postgres:// address'}) DATABASE_URL?: string;
  /** What migrates; it owns the tables. Without it, DATABASE_URL migrates too. */
  @emptyIsUnset
  @IsOptional()
  @Matches(POSTGRES, {message: 'must be a postgres:// address'})
  DATABASE_OWNER_URL?: string;
  /** Connections of a process. More than twice the database's processors makes everybody wait for everybody. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(2) @Max(200) DATABASE_POOL = Math.max(4, 2 * availableParallelism());

  @emptyIsUnset
  @IsOptional()
  @Matches(/^https?:\/\/.+/, {message: 'must be an http:// or https:// address'})
  MEILISEARCH_URL?: string;
  @emptyIsUnset @IsOptional() @IsString() MEILISEARCH_KEY?: string;
  @IsOptional() @IsIn(['meilisearch', 'postgres']) SEARCH_ENGINE: 'meilisearch' | 'postgres' = 'meilisearch';

  /** Seals files that people upload; whoever loses it loses them. In production it must be set. */
  @emptyIsUnset @IsOptional() @IsString() @MinLength(32) FILES_KEY?: string;
  /** The folder where sealed files lie; `files` in DATA_DIR when unset. */
  @emptyIsUnset @IsOptional() @IsString() FILES_DIR?: string;
  /** Keeps sealed files in a bucket instead; S3_ENDPOINT is for services other than Amazon's. */
  @emptyIsUnset @IsOptional() @IsString() S3_BUCKET?: string;
  @IsOptional() @IsString() S3_REGION = 'eu-west-2';
  @emptyIsUnset
  @IsOptional()
  @Matches(/^https?:\/\/.+/, {message: 'must be an http:// or https:// address'})
  S3_ENDPOINT?: string;
  @emptyIsUnset @IsOptional() @IsString() S3_ACCESS_KEY_ID?: string;
  @emptyIsUnset @IsOptional() @IsString() S3_SECRET_ACCESS_KEY?: string;
  /** Where clamd scans what was uploaded; without it an officer releases each file. */
  @emptyIsUnset
  @IsOptional()
  @Matches(/^tcp:\/\/[^/]+$/, {message: 'must be a tcp:// address, like tcp://127.0.0.1:3310'})
  CLAMD_URL?: string;
  /** Other directories that may be read although they are on a private network or speak plain http: `host:port`, with commas. */
  @emptyIsUnset
  @IsOptional()
  @Matches(/^[a-z0-9.[\]:-]+:\d{1,5}(?:,[a-z0-9.[\]:-]+:\d{1,5})*$/i, {
    message: 'must be pairs like host:port, with commas between',
  })
  FEED_HOSTS?: string;
  /** GOV.UK Notify, or what stands in for it. */
  @IsOptional()
  @Matches(/^https?:\/\/[^/]+$/, {message: 'must be an http:// or https:// address without a path'})
  NOTIFY_URL = 'https://api.notifications.service.gov.uk';
  /** Keys of GOV.UK Notify, each under the reference by which a council names it: `notts=team-…,derby=live-…`. */
  @emptyIsUnset
  @IsOptional()
  @Matches(NOTIFY_KEYS, {message: 'must be pairs like council=key-of-notify, with commas between'})
  NOTIFY_KEYS?: string;
  /** What Notify's delivery receipts carry as their bearer token, under the same references. */
  @emptyIsUnset
  @IsOptional()
  @Matches(/^(?:[a-z][a-z0-9-]*=[^,\s]{16,}(?:,|$))+$/, {
    message: 'must be pairs like council=token, with commas between, each token of 16 characters or more',
  })
  NOTIFY_CALLBACK_TOKENS?: string;
  /**
   * How many matches of words each process that answers searches remembers, at some ten bytes each; 0: none. Unset it
   * is sixteen million, or sixty-four for each listing where that is more.
   */
  @emptyIsUnset @IsOptional() @Type(() => Number) @IsInt() @Min(0) SEARCH_REMEMBERS?: number;

  /** How long anybody waits for an OpenID Connect issuer before they are offered the other ways to sign in. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(30) ISSUER_DEADLINE_SECONDS = 5;

  /** Addresses of proxies in front, comma separated, or `loopback`; without it no forwarded header is believed. */
  @emptyIsUnset @IsOptional() @IsString() TRUST_PROXY?: string;
  /** Whether cookies are marked Secure; on unless the service is reached over plain http on this machine. */
  @IsOptional() @IsIn(['yes', 'no']) SECURE_COOKIES: 'yes' | 'no' = 'no';
  /** Signs cookies; in production it must be set, elsewhere it is made up at each start. */
  @emptyIsUnset @IsOptional() @IsString() @MinLength(32) COOKIE_SECRET?: string;
  /** Lets a collector on another machine read /metrics. */
  @emptyIsUnset @IsOptional() @IsString() @MinLength(16) METRICS_TOKEN?: string;
  /** Unset it is a line for each request in production, and elsewhere only what needs somebody's eye. */
  @emptyIsUnset @IsOptional() @IsIn(LOG_LEVELS) LOG_LEVEL?: (typeof LOG_LEVELS)[number];
  /** API requests a minute from one address; a whole council sits behind one, so it is generous. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) RATE_LIMIT = 120_000;

  /** What stands in SIGN_IN_SECRET_<NAME>, by the name: keys and secrets with which we are known to issuers. */
  signInSecrets: ReadonlyMap<string, string> = new Map();

  get production(): boolean {
    return this.NODE_ENV === 'production';
  }

  get publicUrl(): string {
    return this.PUBLIC_URL ?? `http://127.0.0.1:${this.PORT}`;
  }

  get logLevel(): (typeof LOG_LEVELS)[number] {
    return this.LOG_LEVEL ?? (this.production ? 'info' : 'warn');
  }

  /** What migrates and runs the owner's commands. */
  get ownerUrl(): string {
    const url = this.DATABASE_OWNER_URL ?? this.DATABASE_URL;
    if (!url) throw new EnvironmentError('DATABASE_URL must be set');
    return url;
  }

  /** The same environment with some variables set anew. */
  with(
    changes: Partial<
      Pick<Environment, 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'MEILISEARCH_URL' | 'MEILISEARCH_KEY' | 'FILES_KEY'>
    >,
  ): Environment {
    return Object.assign(new Environment(), this, changes);
  }
}

/** A wrong or missing variable: one line that names it. The process that meets it stops. */
export class EnvironmentError extends PlainError {}

/** @throws EnvironmentError naming the first variable that is wrong or missing */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const known = Object.keys(new Environment()).filter((name) => name === name.toUpperCase());
  const optional = [
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'MEILISEARCH_URL',
    'MEILISEARCH_KEY',
    'PUBLIC_URL',
    'FILES_KEY',
    'FILES_DIR',
    'S3_BUCKET',
    'S3_ENDPOINT',
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
    'CLAMD_URL',
    'FEED_HOSTS',
    'NOTIFY_KEYS',
    'NOTIFY_CALLBACK_TOKENS',
    'TRUST_PROXY',
    'COOKIE_SECRET',
    'METRICS_TOKEN',
    'LOG_LEVEL',
  ];
  const read = Object.fromEntries(
    [...known, ...optional].filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
  );
  const environment = plainToInstance(Environment, read, {exposeDefaultValues: true});
  const [error] = validateSync(environment);
  if (error) {
    const reason = Object.values(error.constraints ?? {})[0] ?? 'is not valid';
    throw new EnvironmentError(`${error.property} ${reason.replace(`${error.property} `, '')}`);
  }
  environment.signInSecrets = new Map(
    Object.entries(variables).flatMap(([name, value]) =>
      name.startsWith(SIGN_IN_SECRET) && value ? [[name.slice(SIGN_IN_SECRET.length), value] as const] : [],
    ),
  );
  if (environment.production)
    requireInProduction(environment, ['DATABASE_URL', 'COOKIE_SECRET', 'FILES_KEY', 'PUBLIC_URL']);
  return environment;
}

function requireInProduction(environment: Environment, names: (keyof Environment)[]): void {
  const missing = names.find((name) => environment[name] === undefined);
  if (missing) throw new EnvironmentError(`${missing} must be set in production`);
}
