import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {AdvertState} from './advert.state.js';

export interface OwnAdvert {
  id: string;
  state: AdvertState;
  title: string;
  text: string;
  services: string[];
  outcode: string;
  district: string | null;
  hoursPerWeek: number | null;
  closesOn: Day;
  reason: string | null;
  /** Whether its last day is over. */
  past: boolean;
  /** Who has answered, and where. */
  answers: {conversationId: string; listingName: string}[];
}

/** Somebody's own adverts, with who answered them. */
@Injectable()
export class ReadOwnAdverts {
  constructor(private readonly uow: UnitOfWork) {}

  /** The newest first. @throws FORBIDDEN */
  list(principal: Principal): Promise<OwnAdvert[]> {
    return this.read(principal, null);
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async one(principal: Principal, id: string): Promise<OwnAdvert> {
    const [found] = await this.read(principal, id);
    if (!found) throw notFound('advert');
    return found;
  }

  private read(principal: Principal, id: string | null): Promise<OwnAdvert[]> {
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<OwnAdvert[]>(
        `SELECT a.id, a.state, a.title, a.text, a.services, a.outcode, a.district, a.hours_per_week AS "hoursPerWeek",
                a.closes_on AS "closesOn", a.reason, a.closes_on < (now() AT TIME ZONE 'Europe/London')::date AS past,
                (SELECT coalesce(json_agg(json_build_object('conversationId', c.id, 'listingName', l.name) ORDER BY m.sent_at), '[]')
                 FROM conversation_message m JOIN conversation c ON c.id = m.conversation_id
                 JOIN listing l ON l.id = c.listing_id WHERE m.advert_id = a.id) AS answers
         FROM advert a WHERE a.holder_id = $1 AND ($2::uuid IS NULL OR a.id = $2) ORDER BY a.written_at DESC, a.id LIMIT 100`,
        [holderId, id],
      ),
    );
  }
}
