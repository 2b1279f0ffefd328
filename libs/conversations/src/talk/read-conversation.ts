import {Injectable} from '@nestjs/common';
import type {ContactWay, Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {publicName} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import {Standings} from '@app/register';
import type {Side} from './conversation.entity.js';
import {markRead} from './read-conversations.js';
import {ConversationSides, type OwnConversation} from './sides.js';

export interface WrittenMessage {
  id: string;
  side: Side;
  /** A first name and an initial, or the name of the listing. */
  author: string;
  /** For whom, when somebody else wrote it for the holder. */
  forName: string | null;
  /** How staff who wrote it were told to. */
  how: ContactWay | null;
  /** Whether the reader wrote it themselves. */
  own: boolean;
  text: string;
  sentAt: Date;
  /** The advert that it answers, by its title. */
  advert: string | null;
}

export interface ConversationView {
  id: string;
  listing: {id: string; name: string; kind: 'pa' | 'provider'};
  side: Side;
  withName: string;
  /** The newest five hundred, the oldest first. */
  messages: WrittenMessage[];
  contact: {
    /** What one's own side would give. */
    own: string | null;
    /** Whether the other side is ready to give theirs. */
    otherReady: boolean;
    /** Theirs: only once both have agreed. */
    other: string | null;
  };
  /** Whether one's own side wants no more messages. */
  blocked: boolean;
  /** Why nobody can write now, as far as the reader may know. */
  paused: 'closed' | 'blocked' | 'not_listed' | 'cannot' | null;
}

/** One conversation, for its two sides alone. */
@Injectable()
export class ReadConversation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: ConversationSides,
    private readonly standings: Standings,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FORBIDDEN */
  one(principal: Principal, id: string): Promise<ConversationView> {
    return this.uow.run(principal.councilId, (tx) => this.read(tx, principal, id));
  }

  /** Opening it is reading it. @throws NOT_FOUND, FORBIDDEN */
  open(principal: Principal, id: string): Promise<ConversationView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const view = await this.read(tx, principal, id);
      await markRead(tx, principal, id);
      return view;
    });
  }

  private async read(tx: Tx, principal: Principal, id: string): Promise<ConversationView> {
    const talk = await this.sides.one(tx, principal, id);
    const {side, listingId, listingName, listingKind} = talk;
    const contact = await sharedContact(tx, id, side);
    // Whoever gave each other their telephone number may know each other's name.
    const holderName = contact.other ? talk.holderName : publicName(talk.holderName);
    const blocks = await blocksOf(tx, talk, principal.personId);
    const today = londonDay(this.clock.now());
    const standing = await this.standings.onDay(tx, talk.memberId, today);
    return {
      id: talk.id,
      listing: {id: listingId, name: listingName, kind: listingKind},
      side,
      withName: side === 'holder' ? listingName : holderName,
      messages: await messages(tx, principal, talk, holderName),
      contact,
      blocked: blocks.own,
      paused: talk.closedAt
        ? 'closed'
        : blocks.own
          ? 'blocked'
          : !standing.listed
            ? 'not_listed'
            : blocks.any
              ? 'cannot'
              : null,
    };
  }
}

/** The other side's details are not even read before both have agreed. */
async function sharedContact(tx: Tx, id: string, side: Side): Promise<ConversationView['contact']> {
  const [row] = await tx.query<ConversationView['contact'][]>(
    `SELECT own.details AS own, other.conversation_id IS NOT NULL AS "otherReady",
            CASE WHEN own.details IS NOT NULL THEN other.details END AS other
     FROM (SELECT) one
     LEFT JOIN conversation_contact own ON own.conversation_id = $1 AND own.side = $2
     LEFT JOIN conversation_contact other ON other.conversation_id = $1 AND other.side <> $2`,
    [id, side],
  );
  return row as ConversationView['contact'];
}

async function blocksOf(tx: Tx, {holderId, listingId, side}: OwnConversation, personId: string) {
  const [row] = await tx.query<{own: boolean; any: boolean}[]>(
    `SELECT EXISTS (SELECT FROM conversation_block WHERE holder_id = $1 AND listing_id = $2 AND side = $4
                      AND lifted_at IS NULL) AS own, conversation_blocked($1, $2, $3) AS any`,
    [holderId, listingId, personId, side],
  );
  return row as {own: boolean; any: boolean};
}

async function messages(
  tx: Tx,
  {personId}: Principal,
  talk: OwnConversation,
  holderName: string,
): Promise<WrittenMessage[]> {
  const rows = await tx.query<(Omit<WrittenMessage, 'author' | 'forName' | 'own'> & {by: string; byName: string})[]>(
    `SELECT * FROM (SELECT m.id, m.side, m.text, m.sent_at AS "sentAt", m.written_how AS how, a.title AS advert, p.id AS by, p.name AS "byName"
                    FROM conversation_message m JOIN person p ON p.id = m.written_by LEFT JOIN advert a ON a.id = m.advert_id
                    WHERE m.conversation_id = $1 ORDER BY m.sent_at DESC, m.id DESC LIMIT 500) newest
     ORDER BY "sentAt", id`,
    [talk.id],
  );
  return rows.map(({by, byName, ...message}) => {
    const forOther = message.side === 'holder' && by !== talk.holderId;
    const author = message.side === 'worker' ? talk.listingName : forOther ? publicName(byName) : holderName;
    return {...message, author, forName: forOther ? holderName : null, own: by === personId};
  });
}
