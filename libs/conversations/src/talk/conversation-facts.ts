import {Injectable} from '@nestjs/common';
import {ListingOwners, publicName} from '@app/listings';
import {Representatives} from '@app/identity';
import type {Tx} from '@app/platform';

/** Who is told of a message, and what they may know of who wrote it. */
export interface MessageFact {
  conversationId: string;
  from: string;
  readers: {
    personId: string;
    /** Whom they act for; empty for whoever it is for. */
    forName: string;
    /** The first message that they have not read: one telling is enough until they do. */
    firstUnread: string;
  }[];
}

/** What is to be told of messages. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ConversationFacts {
  constructor(
    private readonly owners: ListingOwners,
    private readonly representatives: Representatives,
  ) {}

  /** @returns null when the message is gone, or everybody has read it already or wants nothing of who wrote it */
  async message(tx: Tx, messageId: string): Promise<MessageFact | null> {
    const [row] = await tx.query<Row[]>(
      `SELECT c.id AS "conversationId", c.holder_id AS "holderId", c.listing_id AS "listingId", l.name AS "listingName",
              h.name AS "holderName", m.side, m.written_by AS "writtenBy"
       FROM conversation_message m JOIN conversation c ON c.id = m.conversation_id
       JOIN listing l ON l.id = c.listing_id JOIN person h ON h.id = c.holder_id WHERE m.id = $1`,
      [messageId],
    );
    if (!row) return null;
    const others = row.side === 'worker' ? await this.holderSide(tx, row) : await this.workerSide(tx, row);
    const unread = await firstUnread(
      tx,
      row,
      others.map((each) => each.personId),
    );
    const readers = others.flatMap((each) => {
      const first = unread.get(each.personId);
      return first ? [{...each, firstUnread: first}] : [];
    });
    const from = row.side === 'worker' ? row.listingName : publicName(row.holderName);
    return readers.length ? {conversationId: row.conversationId, from, readers} : null;
  }

  private async holderSide(tx: Tx, {holderId, holderName}: Row) {
    const others = await this.representatives.of(tx, holderId, 'reach_out');
    return [{personId: holderId, forName: ''}, ...others.map((personId) => ({personId, forName: holderName}))];
  }

  private async workerSide(tx: Tx, {listingId, writtenBy}: Row) {
    const people = await this.owners.peopleOf(tx, listingId, 'answer');
    return people.filter((each) => each !== writtenBy).map((personId) => ({personId, forName: ''}));
  }
}

interface Row {
  conversationId: string;
  holderId: string;
  listingId: string;
  listingName: string;
  holderName: string;
  side: 'holder' | 'worker';
  writtenBy: string;
}

/** Of those whom it may reach: somebody may have blocked who wrote since it was written. */
async function firstUnread(
  tx: Tx,
  {conversationId, side, holderId, listingId, writtenBy}: Row,
  people: string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{personId: string; id: string}[]>(
    `SELECT p.id AS "personId", (
       SELECT m.id FROM conversation_message m WHERE m.conversation_id = $1 AND m.side = $2 AND m.sent_at > coalesce(
         (SELECT read_at FROM conversation_reading r WHERE r.conversation_id = $1 AND r.person_id = p.id), '-infinity')
       ORDER BY m.sent_at, m.id LIMIT 1) AS id
     FROM unnest($3::uuid[]) AS p (id)
     WHERE NOT (conversation_blocked($4, $5, $6) OR wants_nothing_of(p.id, $6) OR $2 = 'holder' AND wants_nothing_of(p.id, $4))`,
    [conversationId, side, people, holderId, listingId, writtenBy],
  );
  return new Map(rows.filter((row) => row.id).map(({personId, id}) => [personId, id]));
}
