import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day} from '@app/kernel';
import {ListingOwners, RegulatedTasks, type NotTheirs} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';

/** A listing of the reader's that could answer, and what of the advert the law lets it not give. */
export interface AnsweringListing {
  id: string;
  name: string;
  notTheirs: NotTheirs[];
  /** Not where the advert asks for nothing else. */
  mayAnswer: boolean;
}

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
  listings: AnsweringListing[];
  /** The conversation in which they have. */
  answeredIn: string | null;
}

/** Open adverts, for PAs and providers whom the register lists today, and never between two of whom one blocked the other. */
@Injectable()
export class OpenAdverts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly regulated: RegulatedTasks,
    private readonly clock: Clock,
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
    const rows = await tx.query<Row[]>(SELECT, [own, principal.personId, id]);
    const regulated = await this.notTheirs(tx, rows);
    return rows.map((row) => ({
      ...row,
      listings: row.listings.map((listing) => {
        const notTheirs = regulated.get(listing.id)?.filter(({code}) => row.services.includes(code)) ?? [];
        return {...listing, notTheirs, mayAnswer: notTheirs.length < row.services.length};
      }),
    }));
  }

  /** For each of their listings, of all that these adverts ask for. */
  private async notTheirs(tx: Tx, rows: readonly Row[]): Promise<Map<string, NotTheirs[]>> {
    const services = [...new Set(rows.flatMap((row) => row.services))];
    const today = londonDay(this.clock.now());
    const regulated = new Map<string, NotTheirs[]>();
    for (const id of new Set(rows.flatMap(({listings}) => listings.map((each) => each.id)))) {
      regulated.set(id, await this.regulated.withoutRegistration(tx, id, services, today));
    }
    return regulated;
  }
}

interface Row extends Omit<OpenAdvert, 'listings'> {
  listings: {id: string; name: string}[];
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
