import {createHash, timingSafeEqual} from 'node:crypto';
import {Inject, Injectable} from '@nestjs/common';
import {Environment, type Tx} from '@app/platform';
import {CouncilSending} from './council-sending.entity.js';
import {NotifySender} from './notify-sender.js';
import type {Sender} from './sender.js';

/** Which council sends through what. Keys stay in the environment: the database knows only under which name. */
@Injectable()
export class Senders {
  private readonly keys: ReadonlyMap<string, string>;
  private readonly tokens: ReadonlyMap<string, string>;

  constructor(@Inject(Environment) private readonly environment: Environment) {
    this.keys = pairs(environment.NOTIFY_KEYS);
    this.tokens = pairs(environment.NOTIFY_CALLBACK_TOKENS);
  }

  /** Null where nothing is sent: what is told then waits to be seen in the outbox. */
  async of(tx: Tx, councilId: string): Promise<{sender: Sender; since: Date} | null> {
    const settings = await tx.findOneBy(CouncilSending, {councilId});
    const key = settings && this.keys.get(settings.reference);
    if (!key || settings.haltedAt) return null;
    return {sender: new NotifySender(this.environment.NOTIFY_URL, key, settings), since: settings.since};
  }

  hasKey(reference: string): boolean {
    return this.keys.has(reference);
  }

  hasToken(reference: string): boolean {
    return this.tokens.has(reference);
  }

  /** Takes as long whether or not there is such a reference, and however much of the token is right. */
  isTokenOf(reference: string, token: string): boolean {
    const expected = this.tokens.get(reference);
    const same = timingSafeEqual(digest(token), digest(expected ?? 'no token, and nothing that could be one'));
    return same && expected !== undefined;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function pairs(text = ''): ReadonlyMap<string, string> {
  const split = text.split(',').filter(Boolean);
  return new Map(split.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
