import {Injectable} from '@nestjs/common';
import {Clock, invalid, londonDay, type Day} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource, LessThan} from 'typeorm';
import {isAddress} from '../people/is-address.js';
import {SignInLink, type LinkAsked, type Purpose} from './sign-in-link.entity.js';

/** Somebody asked for a link: it is made and sent by whoever hears of it. */
export const LINK_WANTED = 'sign_in_link.wanted';
/** It was used: what was written about it can go. */
export const LINK_CLOSED = 'sign_in_link.closed';

/** Opening an account gives nobody anything that is there already, so that one may wait a day. */
const ACCOUNT_MINUTES = 24 * 60;

/** To one address in a quarter of an hour; whoever asks more often is told the same and sent nothing. */
const MOST = 5;
const WITHIN_MS = 15 * 60_000;
const KEPT_MS = 24 * 3_600_000;

export interface Asking {
  /** The council whose page it is; a known address belongs to a council of its own. */
  councilId: string;
  asked: LinkAsked;
  email: string;
  /** SHA-256 of what the browser keeps in a cookie. */
  browserHash: Buffer;
  /** Where they wanted to go: a path of ours. */
  returnPath: string;
  /** For an account. */
  account?: {name: string; purpose: Purpose; organisation: string | null; attemptId?: string | null};
}

/** Asks for a link by e-mail. It does the same, and answers the same, whoever's address it is. */
@Injectable()
export class AskLink {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws VALIDATION_FAILED */
  async run({councilId: home, asked, email, browserHash, returnPath, account}: Asking): Promise<void> {
    if (!isAddress(email)) throw invalid({field: 'email', message: 'Enter an e-mail address, like name@example.com.'});
    const [known] = await this.dataSource.query<{account_id: string; council_id: string}[]>(
      `SELECT account_id, council_id FROM account_by_email($1)`,
      [email],
    );
    const councilId = known?.council_id ?? home;
    const now = this.clock.now();
    await this.uow.run(councilId, async (tx) => {
      await tx.delete(SignInLink, {expiresAt: LessThan(new Date(now.getTime() - KEPT_MS))});
      const [recent] = await tx.query<{n: number}[]>(
        `SELECT count(*)::int AS n FROM sign_in_link WHERE email = $1 AND asked_at > $2`,
        [email, new Date(now.getTime() - WITHIN_MS)],
      );
      if ((recent?.n ?? 0) >= MOST) return;
      const minutes = asked === 'account' ? ACCOUNT_MINUTES : await linkMinutes(tx, councilId, londonDay(now));
      const {identifiers} = await tx.insert(SignInLink, {
        ...{councilId, asked, email, browserHash, returnPath, askedAt: now},
        ...account,
        // What an issuer said was said to this page's council.
        attemptId: councilId === home ? (account?.attemptId ?? null) : null,
        accountId: known?.account_id ?? null,
        expiresAt: new Date(now.getTime() + minutes * 60_000),
      });
      await this.outbox.publish(tx, councilId, LINK_WANTED, (identifiers[0] as {id: string}).id);
    });
  }
}

/** By the council's rule for the public, whoever's address it is: how long it takes to say says nothing of anybody. */
async function linkMinutes(tx: Tx, councilId: string, day: Day): Promise<number> {
  const [rule] = await tx.query<{minutes: number}[]>(
    `SELECT link_minutes AS minutes FROM council_sign_in WHERE council_id = $1 AND role_group = 'public' AND starts_on <= $2
     ORDER BY starts_on DESC, created_at DESC, id DESC LIMIT 1`,
    [councilId, day],
  );
  return rule?.minutes ?? 10;
}
