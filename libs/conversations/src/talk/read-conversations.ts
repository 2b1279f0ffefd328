import {Injectable} from '@nestjs/common';
import {holderFor, mayFor, type Principal} from '@app/identity';
import {publicName} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Side} from './conversation.entity.js';
import {ConversationSides} from './sides.js';

/** One line of somebody's conversations. */
export interface ConversationLine {
  id: string;
  listing: {id: string; name: string; kind: 'pa' | 'provider'};
  /** On which side the reader stands. */
  side: Side;
  /** Whom they write with: a first name and an initial, or the name of the listing. */
  withName: string;
  lastMessageAt: Date;
  /** Messages of the other side that the reader has not read, but for those of whom they have blocked. */
  unread: number;
}

/** Somebody's conversations: the holder's, or those with the listings they answer for. */
@Injectable()
export class ReadConversations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: ConversationSides,
  ) {}

  /** The one with the newest message first. @throws FORBIDDEN */
  list(principal: Principal, page = 1, perPage = 20): Promise<{items: ConversationLine[]; total: number}> {
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.sides.listingsOf(tx, principal);
      const rows = await tx.query<(Omit<ConversationLine, 'withName'> & {holderName: string; total: number})[]>(
        `SELECT x.*, count(*) OVER ()::int AS total FROM (${MINE}) x
         ORDER BY "lastMessageAt" DESC, id DESC LIMIT $4 OFFSET $5`,
        [holderId, listings, principal.personId, perPage, (page - 1) * perPage],
      );
      return {
        items: rows.map(({holderName, total: _, ...line}) => ({
          ...line,
          withName: line.side === 'holder' ? line.listing.name : publicName(holderName),
        })),
        total: rows[0]?.total ?? 0,
      };
    });
  }

  /** In how many conversations something is new to the reader. */
  async unread(principal: Principal): Promise<number> {
    if (!mayFor(principal, 'reach_out')) return 0;
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.sides.listingsOf(tx, principal);
      const [row] = await tx.query<{n: number}[]>(`SELECT count(*)::int AS n FROM (${MINE}) x WHERE unread > 0`, [
        holderId,
        listings,
        principal.personId,
      ]);
      return row?.n ?? 0;
    });
  }

  /** Up to the newest message there is; what comes after is new. @throws NOT_FOUND, FORBIDDEN */
  markRead(principal: Principal, id: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.sides.one(tx, principal, id);
      await markRead(tx, principal, id);
    });
  }
}

export async function markRead(tx: Tx, {councilId, personId}: Principal, conversationId: string): Promise<void> {
  await tx.query(
    `INSERT INTO conversation_reading (conversation_id, person_id, council_id) VALUES ($1, $2, $3)
     ON CONFLICT (conversation_id, person_id) DO UPDATE SET read_at = now()`,
    [conversationId, personId, councilId],
  );
}

const MINE = `
  SELECT c.id, json_build_object('id', l.id, 'name', l.name, 'kind', l.kind) AS listing, side.side, h.name AS "holderName",
         c.last_message_at AS "lastMessageAt",
         (SELECT count(*)::int FROM conversation_message m
          WHERE m.conversation_id = c.id AND m.side <> side.side AND m.sent_at > coalesce(
            (SELECT read_at FROM conversation_reading r WHERE r.conversation_id = c.id AND r.person_id = $3), '-infinity')
            AND NOT (wants_nothing_of($3, m.written_by) OR wants_nothing_of($3, c.holder_id))
         ) AS unread
  FROM conversation c JOIN listing l ON l.id = c.listing_id JOIN person h ON h.id = c.holder_id
  CROSS JOIN LATERAL (SELECT CASE WHEN c.holder_id = $1 THEN 'holder' ELSE 'worker' END AS side) side
  WHERE c.holder_id = $1 OR c.listing_id = ANY($2::uuid[])`;
