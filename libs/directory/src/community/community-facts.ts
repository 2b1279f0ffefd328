import {createHash, randomBytes} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import {stillRightDays} from '@app/listings';
import type {Tx} from '@app/platform';

export const COMMUNITY_WAITING = 'community.waiting';
export const COMMUNITY_DECIDED = 'community.decided';
export const COMMUNITY_INVITED = 'community.invited';
export const COMMUNITY_ASKED = 'community.still_right_asked';

const LINK_DAYS = 60;
const DAY_MS = 86_400_000;

/** Links are kept as a hash: whoever reads the database cannot change an entry. */
export const keyHash = (token: string) => createHash('sha256').update(token).digest();

export interface CommunityFact {
  name: string;
  state: string;
  claimed: boolean;
  reason: string | null;
  /** When it rests without an answer. */
  restsOn: Day | null;
  /** Who is written to; null where only the council can be asked. */
  to: {name: string; email: string} | null;
}

/** What is to be told of entries, with a link for whoever has no account. It asks nobody's permission. */
@Injectable()
export class CommunityFacts {
  constructor(private readonly clock: Clock) {}

  async of(tx: Tx, id: string): Promise<CommunityFact | null> {
    const [row] = await tx.query<
      (Omit<CommunityFact, 'to' | 'restsOn'> & {email: string | null; person: string | null; askedAt: Date | null})[]
    >(
      `SELECT name, state, claimed_at IS NOT NULL AS claimed, reason, coalesce(sent_by_email, email) AS email,
              sent_by_name AS person, asked_at AS "askedAt"
       FROM community_listing WHERE id = $1`,
      [id],
    );
    if (!row) return null;
    const {email, person, askedAt, ...fact} = row;
    const {restDays} = await stillRightDays(tx, londonDay(this.clock.now()));
    const restsOn = askedAt && addDays(londonDay(askedAt), restDays);
    return {...fact, restsOn, to: email ? {email, name: person ?? row.name} : null};
  }

  /** Made in the transaction that sends it, so that nobody else ever has it. */
  async link(tx: Tx, councilId: string, id: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + LINK_DAYS * DAY_MS);
    await tx.query(
      `INSERT INTO community_key (token_hash, council_id, community_listing_id, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
      [keyHash(token), councilId, id, this.clock.now(), expiresAt],
    );
    return token;
  }
}
