import {lookup as resolve} from 'node:dns';
import {request as http} from 'node:http';
import {request as https} from 'node:https';
import {BlockList, isIP} from 'node:net';
import {DomainError, invalid} from '@app/kernel';
import {decodeFeed} from './read-file.js';

const LARGEST = 20_000_000;
const PATIENCE_MS = 30_000;

/** What is not on the public internet: nobody makes us ask our own network. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
]) {
  PRIVATE.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPublicAddress(mapped);
  // Other ways of writing an address within an address.
  if (family === 6 && /^::ffff:/i.test(address)) return false;
  return family !== 0 && !PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Asks other directories: over https, on the public internet, and nowhere that an answer would send us. */
export class FeedClient {
  private readonly allowed: ReadonlySet<string>;

  /** @param hosts `host:port` that may be asked although they are private or speak plain http */
  constructor(hosts: readonly string[] = []) {
    this.allowed = new Set(hosts);
  }

  /** @throws VALIDATION_FAILED naming `address` for what is not asked at all */
  check(address: string): URL {
    const wrong = (message: string) => invalid({field: 'address', message});
    if (address.length > 500 || !URL.canParse(address))
      throw wrong('Enter the whole address, beginning with https://.');
    const url = new URL(address);
    if (url.username || url.password) throw wrong('Leave out the name and password: a feed is open to everybody.');
    if (this.isAllowed(url)) return url;
    if (url.protocol !== 'https:') throw wrong('Use an address that begins with https://.');
    if (url.port !== '') throw wrong('Leave out the port: feeds answer on the usual one.');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if ((isIP(host) && !isPublicAddress(host)) || (!isIP(host) && !/\.[a-z][a-z0-9-]*\.?$/i.test(host))) {
      throw wrong('This address is not on the public internet.');
    }
    return url;
  }

  /** @throws FEED_UNREACHABLE, FEED_UNREADABLE */
  async json(url: URL): Promise<{value: unknown; size: number}> {
    const bytes = await this.bytes(this.check(url.href));
    try {
      return {value: JSON.parse(decodeFeed(bytes)) as unknown, size: bytes.length};
    } catch {
      throw feedUnreadable(`${url.pathname}${url.search} is broken off, or not JSON.`);
    }
  }

  private bytes(url: URL): Promise<Buffer> {
    const trusted = this.isAllowed(url);
    const ask = url.protocol === 'https:' ? https : http;
    return new Promise((done, fail) => {
      const stop = (message: string) => fail(feedUnreachable(message));
      const sent = ask(
        url,
        {
          headers: {accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'Alongside'},
          signal: AbortSignal.timeout(PATIENCE_MS),
          // Looked up once, and that one is asked: a name that changes its mind leads nowhere else.
          ...(!trusted && {lookup: publicLookup as typeof resolve}),
        },
        (answer) => {
          const {statusCode = 0} = answer;
          if (statusCode !== 200) {
            answer.resume();
            stop(
              statusCode >= 300 && statusCode < 400
                ? 'It sends us on to another address. Enter that one.'
                : `It answers with ${statusCode}.`,
            );
            return;
          }
          const parts: Buffer[] = [];
          let size = 0;
          answer.on('data', (part: Buffer) => {
            size += part.length;
            if (size > LARGEST) {
              stop('A page of it is larger than 20 MB.');
              sent.destroy();
            } else parts.push(part);
          });
          answer.on('end', () => (answer.complete ? done(Buffer.concat(parts)) : stop('It broke off.')));
          answer.on('error', () => stop('It broke off.'));
        },
      );
      sent.on('error', (error: NodeJS.ErrnoException) =>
        stop(error.code === 'EPRIVATE' ? 'This address is not on the public internet.' : 'It does not answer.'),
      );
      sent.end();
    });
  }

  private isAllowed({host, port, protocol}: URL): boolean {
    return (
      /^https?:$/.test(protocol) && this.allowed.has(port === '' ? `${host}:${protocol === 'https:' ? 443 : 80}` : host)
    );
  }
}

type Callback = (error: Error | null, address?: string | {address: string; family: number}[], family?: number) => void;

function publicLookup(host: string, options: {all?: boolean}, answer: Callback): void {
  resolve(host, {all: true}, (error, found) => {
    const wrong = found?.some(({address}) => !isPublicAddress(address));
    if (error ?? (wrong || found.length === 0)) {
      answer(error ?? Object.assign(new Error('not public'), {code: 'EPRIVATE'}));
    } else if (options.all) answer(null, found);
    else answer(null, found[0]?.address, found[0]?.family);
  });
}

export function feedUnreachable(message: string): DomainError {
  return new DomainError('refused', 'FEED_UNREACHABLE', message, {fields: [{field: 'address', message}]});
}

export function feedUnreadable(message: string): DomainError {
  return new DomainError('refused', 'FEED_UNREADABLE', message, {fields: [{field: 'address', message}]});
}
