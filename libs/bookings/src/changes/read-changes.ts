import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {sharesOf} from '../shared/shares.js';
import {sharedWith} from '../shared/sharers.js';
import {SharedSides} from '../shared/shared-sides.js';
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
  /** On which side whoever looks stands. */
  isHolder: boolean;
  state: VisitChangeState;
  reason: string | null;
  declineReason: string | null;
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  visits: ChangedVisit[];
  beforePence: Pence;
  afterPence: Pence;
  createdAt: Date;
  /** Of what several share: who has still to say yes, and whether the caller has; null of everything else. */
  shared: {id: string; waitsFor: string[]; said: boolean; mineBeforePence: Pence; mineAfterPence: Pence} | null;
}

/** Proposals to move visits, from either side. */
@Injectable()
export class ReadChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: SharedSides,
    private readonly owners: ListingOwners,
  ) {}

  /** @throws NOT_FOUND unless the caller is one of the two sides, or shares it */
  one(principal: Principal, id: string): Promise<ChangeView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const change = await tx.findOneBy(VisitChange, {id});
      const side = change && (await this.sideOf(tx, principal, change.bookingId));
      const [view] = side ? await this.views(tx, principal, 'c.id = $1', [id], side) : [];
      if (!view) throw notFound('change');
      return view;
    });
  }

  /** Of one booking, newest first. @throws NOT_FOUND */
  ofBooking(principal: Principal, bookingId: string): Promise<ChangeView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const side = await this.sideOf(tx, principal, bookingId);
      if (!side) throw notFound('booking');
      return this.views(tx, principal, 'c.booking_id = $1', [bookingId], side);
    });
  }

  /** Those that wait for an answer: of the caller's support, or of their listings. */
  waiting(principal: Principal, side: Side): Promise<ChangeView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      if (side === 'holder') {
        const holderId = holderFor(principal, 'see_support');
        const mine = `(b.holder_id = $1 OR b.shared_id IN (${sharedWith('$1')}))`;
        return this.views(tx, principal, `c.state = 'proposed' AND ${mine}`, [holderId], side);
      }
      const listings = await this.owners.listingsOf(tx, principal);
      return this.views(tx, principal, `c.state = 'proposed' AND b.listing_id = ANY($1::uuid[])`, [listings], side);
    });
  }

  private async sideOf(tx: Tx, principal: Principal, bookingId: string): Promise<Side | null> {
    const booking = await tx.findOneBy(Booking, {id: bookingId});
    return booking && ((await this.sides.of(tx, principal, booking, 'see_support'))?.side ?? null);
  }

  private async views(
    tx: Tx,
    principal: Principal,
    where: string,
    values: unknown[],
    side: Side,
  ): Promise<ChangeView[]> {
    const rows = await tx.query<Row[]>(
      `${VIEW} WHERE ${where} ORDER BY c.created_at DESC, c.id DESC LIMIT 100`,
      values,
    );
    const me = principal.actingFor?.personId ?? principal.personId;
    return rows.map(({visits, sharers, saidBy, sharedId, ...row}) => ({
      ...row,
      isHolder: side === 'holder',
      mine: row.side === side && (side === 'worker' || row.holder.id === me),
      shared: sharedId
        ? {id: sharedId, ...yesOf(row, {visits, sharers: sharers ?? [], saidBy: saidBy ?? []}, side, me)}
        : null,
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

interface Sharer {
  personId: string;
  name: string;
  lineId: string;
  weight: number;
}

interface Row extends Omit<ChangeView, 'mine' | 'isHolder' | 'beforePence' | 'afterPence' | 'shared'> {
  sharedId: string | null;
  sharers: Sharer[] | null;
  saidBy: {personId: string; side: Side}[] | null;
}

/** Who of those who share has still to say yes, and what the caller would pay. */
function yesOf(
  row: Pick<Row, 'side' | 'holder' | 'listing'>,
  {
    visits,
    sharers,
    saidBy,
  }: {visits: readonly ChangedVisit[]; sharers: readonly Sharer[]; saidBy: readonly {personId: string; side: Side}[]},
  side: Side,
  me: string,
): Omit<NonNullable<ChangeView['shared']>, 'id'> {
  const proposer = row.side === 'holder' ? row.holder.id : null;
  const yes = (personId: string) => personId === proposer || saidBy.some((each) => each.personId === personId);
  const worker = row.side === 'worker' || saidBy.some((each) => each.side === 'worker');
  const waitsFor = sharers.filter(({personId}) => !yes(personId)).map(({name}) => name);
  const place = sharers.findIndex(({personId}) => personId === me);
  const mine = (of: (visit: ChangedVisit) => Pence) =>
    place < 0 ? 0 : visits.reduce((sum, visit) => sum + (sharesOf(of(visit), sharers)[place] ?? 0), 0);
  return {
    waitsFor: worker ? waitsFor : [row.listing.name, ...waitsFor],
    said: side === 'worker' ? worker : yes(me),
    mineBeforePence: mine((visit) => visit.oldPence),
    mineAfterPence: mine((visit) => visit.pricePence),
  };
}

const VIEW = `
  SELECT c.id, c.booking_id AS "bookingId", b.reference, c.reach, c.side, c.state, c.reason,
         c.decline_reason AS "declineReason", c.created_at AS "createdAt", b.shared_id AS "sharedId",
         json_build_object('id', l.id, 'name', l.name) AS listing, json_build_object('id', h.id, 'name', h.name) AS holder,
         (SELECT json_agg(json_build_object('id', t.visit_id, 'oldStartsAt', t.old_starts_at, 'oldEndsAt', t.old_ends_at,
                   'oldPence', t.old_pence, 'startsAt', t.starts_at, 'endsAt', t.ends_at, 'pricePence', t.price_pence)
                   ORDER BY t.old_starts_at)
          FROM visit_change_time t WHERE t.change_id = c.id) AS visits,
         (SELECT json_agg(json_build_object('personId', m.person_id, 'name', p.name, 'lineId', m.line_id, 'weight', m.weight)
                   ORDER BY m.asked_at, m.id)
          FROM shared_member m JOIN person p ON p.id = m.person_id
          WHERE m.shared_id = b.shared_id AND m.state IN ('agreed', 'leaving')) AS sharers,
         (SELECT json_agg(json_build_object('personId', y.person_id, 'side', y.side)) FROM visit_change_yes y
          WHERE y.change_id = c.id) AS "saidBy"
  FROM visit_change c JOIN booking b ON b.id = c.booking_id JOIN listing l ON l.id = b.listing_id
  JOIN person h ON h.id = b.holder_id`;
