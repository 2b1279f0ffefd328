import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound, type Day} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';

/** An advert as those who may answer it see it: not whose it is. */
export interface OpenAdvert {
  id: string;
  title: string;
  text: string;
  services: string[];
  outcode: string;
  district: string | null;
  hoursPerWeek: number | null;
  closesOn: Day;
  /** Whether one of the reader's listings offers any of it. */
  fits: boolean;
  /** The listings with which they could answer. */
  listings: {id: string; name: string}[];
  /** The conversation in which they have. */
  answeredIn: string | null;
}

/** Open adverts, for PAs and providers whom the register lists today, and never between two of whom one blocked the other. */
@Injectable()
export class OpenAdverts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
  ) {}

  /** Those that fit first, then the newest. Nothing for whoever is not listed today. */
  list(principal: Principal): Promise<OpenAdvert[]> {
    return this.uow.run(principal.councilId, (tx) => this.read(tx, principal, null));
  }

  /** @throws NOT_FOUND */
  one(principal: Principal, id: string): Promise<OpenAdvert> {
    return this.uow.run(principal.councilId, async (tx) => {
      const [found] = await this.read(tx, principal, id);
      if (!found) throw notFound('advert');
      return found;
    });
  }

  private async read(tx: Tx, principal: Principal, id: string | null): Promise<OpenAdvert[]> {
    // Whoever acts for somebody else answers for no listing of their own meanwhile.
    const own = principal.actingFor ? [] : await this.owners.listingsOf(tx, principal);
    return tx.query<OpenAdvert[]>(SELECT, [own, principal.personId, id]);
  }
}

const SELECT = `
  WITH mine AS MATERIALIZED (
    SELECT l.id, l.name, ARRAY(SELECT s.code FROM listing_service o JOIN service s ON s.id = o.service_id
                               WHERE o.listing_id = l.id) AS services
    FROM listing l CROSS JOIN LATERAL member_standing(ARRAY[l.member_id], (now() AT TIME ZONE 'Europe/London')::date) s
    WHERE l.id = ANY($1::uuid[]) AND l.state = 'live' AND s.listed
  )
  SELECT * FROM (
    SELECT a.id, a.title, a.text, a.services, a.outcode, a.district, a.hours_per_week AS "hoursPerWeek",
           a.closes_on AS "closesOn", EXISTS (SELECT FROM mine WHERE mine.services && a.services) AS fits,
           (SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY name) FROM mine
            WHERE NOT conversation_blocked(a.holder_id, mine.id, $2)) AS listings,
           (SELECT m.conversation_id FROM conversation_message m JOIN conversation c ON c.id = m.conversation_id
            WHERE m.advert_id = a.id AND c.listing_id IN (SELECT id FROM mine) LIMIT 1) AS "answeredIn", a.written_at
    FROM advert a
    WHERE a.state = 'open' AND a.closes_on >= (now() AT TIME ZONE 'Europe/London')::date AND a.holder_id <> $2
      AND NOT (wants_nothing_of($2, a.holder_id) OR wants_nothing_of($2, a.written_by))
      AND ($3::uuid IS NULL OR a.id = $3)
  ) shown WHERE listings IS NOT NULL ORDER BY fits DESC, written_at DESC, id LIMIT 200`;
