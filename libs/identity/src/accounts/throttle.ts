import {randomBytes} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {DomainError} from '@app/kernel';
import {Secrets} from '@app/platform';
import {DataSource} from 'typeorm';

/** How many tries come free before each next one waits twice as long: 15 seconds, 30, up to 15 minutes. */
const FREE = {
  /** One e-mail address from one place: somebody who mistypes. */
  pair: 5,
  /** One place, whatever the e-mail: a council’s office sits behind one address. */
  place: 50,
  /** One e-mail from anywhere: many places at once. NIST SP 800-63B-4, 3.2.2, takes 100 as the most. */
  account: 100,
};

export interface TriedFrom {
  /** The network address. */
  address?: string | undefined;
  /** What a browser keeps that has signed in with this e-mail before. */
  device?: string | undefined;
}

/** Says, when the try turns out right, that it was no failure. */
export type Succeeded = () => Promise<void>;

/**
 * Slows down whoever guesses, and not whom they guess at: a try counts against the e-mail and the place together, and
 * against the place. A browser that the person signed in with before has a count of its own, so neither a neighbour
 * behind the same address nor a thousand strangers lock them out. Kept in the database, for all processes.
 */
@Injectable()
export class Throttle {
  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: Secrets,
  ) {}

  /** @throws TOO_MANY_TRIES, for e-mails that nobody has too */
  attempt(email: string, {address = '', device}: TriedFrom): Promise<Succeeded> {
    const who = email.trim().toLowerCase();
    if (device && this.knows(device, who)) return this.count([[['device', who, device], FREE.pair]]);
    return this.count([
      [['pair', who, address], FREE.pair],
      [['place', address], FREE.place],
      [['account', who], FREE.account],
    ]);
  }

  /** The same for codes of a second factor, which only somebody with the password gets to try. */
  attemptCode(accountId: string, {address = ''}: TriedFrom): Promise<Succeeded> {
    return this.count([
      [['code', accountId, address], 2 * FREE.pair],
      [['code', accountId], FREE.account],
    ]);
  }

  /** For a browser that has just signed in: without the key nobody makes one, and it says nothing about anybody. */
  deviceFor(email: string): string {
    const nonce = randomBytes(16).toString('base64url');
    return `${nonce}.${this.signature(nonce, email.trim().toLowerCase())}`;
  }

  private knows(device: string, who: string): boolean {
    const [nonce = '', signature = ''] = device.split('.');
    return signature === this.signature(nonce, who);
  }

  private signature(nonce: string, who: string): string {
    return this.secrets.digest('device', nonce, who).toString('base64url');
  }

  private async count(limits: [string[], number][]): Promise<Succeeded> {
    const keys = limits.map(([parts]) => this.secrets.digest('sign-in', ...parts));
    const free = limits.map(([, each]) => each);
    const [row] = await this.dataSource.query<{wait: number}[]>(`SELECT sign_in_attempt($1, $2) AS wait`, [keys, free]);
    if (row && row.wait > 0) throw tooManyTries(row.wait);
    return async () => {
      await this.dataSource.query(`SELECT sign_in_succeeded($1)`, [keys]);
    };
  }
}

function tooManyTries(seconds: number): DomainError {
  const time = seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  const message = `There were too many tries. Wait ${time}, then try again.`;
  return new DomainError('too_many', 'TOO_MANY_TRIES', message, {facts: {retry_after: seconds}});
}
