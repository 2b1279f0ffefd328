import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import {BookingParties, type Side} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {VisitChange} from './visit-change.entity.js';
import type {Reach} from './reach.js';
import type {VisitChangeState} from './visit-change.state.js';

export interface ChangedVisit {
  id: string;
  oldStartsAt: Date;
  oldEndsAt: Date;
  oldPence: Pence;
  startsAt: Date;
  endsAt: Date;
  pricePence: Pence;
}

export interface ChangeView {
  id: string;
  bookingId: string;
  reference: string;
  reach: Reach;
  /** Who proposed it, and whether that is the side of whoever looks. */
  side: Side;
  mine: boolean;
  state: VisitChangeState;
  reason: string | null;
  declineReason: string | null;
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  visits: ChangedVisit[];
  beforePence: Pence;
  afterPence: Pence;
  createdAt: Date;
}

/** Proposals to move visits, from either side. */
@Injectable()
export class ReadChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly owners: ListingOwners,
  ) {}

  /** @throws NOT_FOUND unless the caller is one of the two sides */
  one(principal: Principal, id: string): Promise<ChangeView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const change = await tx.findOneBy(VisitChange, {id});
      const side = change && (await this.sideOf(tx, principal, change.bookingId));
      const [view] = side ? await this.views(tx, 'c.id = $1', [id], side) : [];
      if (!view) throw notFound('change');
      return view;
    });
  }

  /** Of one booking, newest first. @throws NOT_FOUND */
  ofBooking(principal: Principal, bookingId: string): Promise<ChangeView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const side = await this.sideOf(tx, principal, bookingId);
      if (!side) throw notFound('booking');
      return this.views(tx, 'c.booking_id = $1', [bookingId], side);
    });
  }

  /** Those that wait for an answer: of the caller's support, or of their listings. */
  waiting(principal: Principal, side: Side): Promise<ChangeView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      if (side === 'holder') {
        const holderId = holderFor(principal, 'see_support');
        return this.views(tx, `c.state = 'proposed' AND b.holder_id = $1`, [holderId], side);
      }
      const listings = await this.owners.listingsOf(tx, principal);
      return this.views(tx, `c.state = 'proposed' AND b.listing_id = ANY($1::uuid[])`, [listings], side);
    });
  }

  private async sideOf(tx: Tx, principal: Principal, bookingId: string): Promise<Side | null> {
    const booking = await tx.findOneBy(Booking, {id: bookingId});
    return booking && this.parties.sideOf(tx, principal, booking, 'see_support');
  }

  private async views(tx: Tx, where: string, values: unknown[], side: Side): Promise<ChangeView[]> {
    const rows = await tx.query<Row[]>(
      `${VIEW} WHERE ${where} ORDER BY c.created_at DESC, c.id DESC LIMIT 100`,
      values,
    );
    return rows.map(({visits, ...row}) => ({
      ...row,
      mine: row.side === side,
      visits: visits.map((each) => ({
        ...each,
        oldStartsAt: new Date(each.oldStartsAt),
        oldEndsAt: new Date(each.oldEndsAt),
        startsAt: new Date(each.startsAt),
        endsAt: new Date(each.endsAt),
      })),
      beforePence: visits.reduce((sum, each) => sum + each.oldPence, 0),
      afterPence: visits.reduce((sum, each) => sum + each.pricePence, 0),
    }));
  }
}

type Row = Omit<ChangeView, 'mine' | 'beforePence' | 'afterPence'>;

const VIEW = `
  SELECT c.id, c.booking_id AS "bookingId", b.reference, c.reach, c.side, c.state, c.reason,
         c.decline_reason AS "declineReason", c.created_at AS "createdAt",
         json_build_object('id', l.id, 'name', l.name) AS listing, json_build_object('id', h.id, 'name', h.name) AS holder,
         (SELECT json_agg(json_build_object('id', t.visit_id, 'oldStartsAt', t.old_starts_at, 'oldEndsAt', t.old_ends_at,
                   'oldPence', t.old_pence, 'startsAt', t.starts_at, 'endsAt', t.ends_at, 'pricePence', t.price_pence)
                   ORDER BY t.old_starts_at)
          FROM visit_change_time t WHERE t.change_id = c.id) AS visits
  FROM visit_change c JOIN booking b ON b.id = c.booking_id JOIN listing l ON l.id = b.listing_id
  JOIN person h ON h.id = b.holder_id`;
