import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound, type Pence} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {VisitState} from '../visit/visit.state.js';
import type {AbsenceRule, ShareBy} from './shared.entity.js';
import type {MemberState} from './shared-member.state.js';
import type {SharedState} from './shared-support.state.js';

export interface SharedMemberView {
  id: string;
  name: string;
  weight: number;
  state: MemberState;
  mine: boolean;
  organises: boolean;
  /** That the caller has still to say yes or no to them. */
  waitsForMe: boolean;
}

export interface SharedView {
  id: string;
  title: string;
  state: SharedState;
  shareBy: ShareBy;
  absence: AbsenceRule;
  startsAt: Date;
  endsAt: Date;
  /** How it repeats, when it does. */
  rrule: string | null;
  listing: {id: string; name: string};
  bookingId: string | null;
  organises: boolean;
  members: SharedMemberView[];
  /** Those that are booked, who comes, who is known to be away, and what the caller pays of each. */
  visits: {
    id: string;
    startsAt: Date;
    endsAt: Date;
    state: VisitState;
    planned: boolean;
    worker: string;
    away: string[];
    pricePence: Pence;
    minePence: Pence;
  }[];
  /** Other times that wait for everybody's yes. */
  changeId: string | null;
}

export type SharedSummary = Pick<SharedView, 'id' | 'title' | 'state' | 'startsAt' | 'listing'> & {waits: boolean};

/** What somebody shares with others, for each of them. */
@Injectable()
export class ReadShared {
  constructor(private readonly uow: UnitOfWork) {}

  /** Those that the caller, or whom they act for, is in or asked to be in; newest first. */
  list(principal: Principal): Promise<SharedSummary[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, (tx) => tx.query<SharedSummary[]>(LIST, [holderId]));
  }

  /** @throws NOT_FOUND unless they are in it */
  one(principal: Principal, id: string): Promise<SharedView> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, async (tx) => {
      const [shared] = await tx.query<Omit<SharedView, 'members' | 'visits'>[]>(ONE, [id, holderId]);
      if (!shared) throw notFound('shared support');
      const members = await tx.query<SharedMemberView[]>(MEMBERS, [id, holderId]);
      const visits = await tx.query<SharedView['visits']>(VISITS, [id, holderId]);
      return {...shared, members, visits};
    });
  }
}

const IS_IN = `EXISTS (SELECT FROM shared_member i WHERE i.shared_id = s.id AND i.person_id = $2 AND i.state IN ('asked', 'agreed', 'leaving'))`;

const LIST = `
  SELECT s.id, s.title, s.state, s.starts_at AS "startsAt", json_build_object('id', l.id, 'name', l.name) AS listing,
         me.state <> 'asked' AND EXISTS (
           SELECT FROM shared_member m WHERE m.shared_id = s.id AND m.id <> me.id AND m.state IN ('asked', 'leaving')
             AND NOT EXISTS (SELECT FROM shared_yes y WHERE y.member_id = m.id AND y.person_id = $1
                             AND y.about = CASE m.state WHEN 'asked' THEN 'join' ELSE 'leave' END)) AS waits
  FROM shared_member me JOIN shared_support s ON s.id = me.shared_id JOIN listing l ON l.id = s.listing_id
  WHERE me.person_id = $1 AND me.state IN ('asked', 'agreed', 'leaving') AND s.state <> 'called_off'
  ORDER BY s.starts_at DESC, s.id LIMIT 100`;

const ONE = `
  SELECT s.id, s.title, s.state, s.share_by AS "shareBy", s.absence, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.rrule,
         s.booking_id AS "bookingId", s.organiser_id = $2 AS organises,
         (SELECT c.id FROM visit_change c JOIN booking b ON b.id = c.booking_id
          WHERE b.shared_id = s.id AND c.state = 'proposed' LIMIT 1) AS "changeId",
         json_build_object('id', l.id, 'name', l.name) AS listing
  FROM shared_support s JOIN listing l ON l.id = s.listing_id WHERE s.id = $1 AND ${IS_IN}`;

/** Whoever only asked to join sees who organises it, and themselves. */
const MEMBERS = `
  SELECT m.id, p.name, m.weight, m.state, m.person_id = $2 AS mine, m.person_id = s.organiser_id AS organises,
         me.state <> 'asked' AND m.person_id <> $2 AND m.state IN ('asked', 'leaving') AND NOT EXISTS (
           SELECT FROM shared_yes y WHERE y.member_id = m.id AND y.person_id = $2
             AND y.about = CASE m.state WHEN 'asked' THEN 'join' ELSE 'leave' END) AS "waitsForMe"
  FROM shared_support s JOIN shared_member m ON m.shared_id = s.id JOIN person p ON p.id = m.person_id
  JOIN shared_member me ON me.shared_id = s.id AND me.person_id = $2 AND me.state IN ('asked', 'agreed', 'leaving')
  WHERE s.id = $1 AND m.state IN ('asked', 'agreed', 'leaving')
    AND (me.state <> 'asked' OR m.id = me.id OR m.person_id = s.organiser_id)
  ORDER BY m.asked_at, m.id`;

const VISITS = `
  SELECT v.id, v.starts_at AS "startsAt", v.ends_at AS "endsAt", v.state, v.planned, l.name AS worker, v.price_pence AS "pricePence",
         coalesce((SELECT json_agg(p.name ORDER BY p.name) FROM shared_absence a JOIN shared_member m ON m.id = a.member_id
           JOIN person p ON p.id = m.person_id WHERE a.visit_id = v.id), '[]') AS away,
         coalesce((SELECT sum(coalesce(s.spent_pence, s.amount_pence)) FROM visit_split s
           JOIN budget_period p ON p.id = s.period_id JOIN budget_line l ON l.id = p.line_id JOIN budget b ON b.id = l.budget_id
           WHERE s.visit_id = v.id AND b.holder_id = $2), 0)::bigint AS "minePence"
  FROM booking bk JOIN visit v ON v.booking_id = bk.id JOIN listing l ON l.id = bk.listing_id
  WHERE bk.shared_id = $1 AND EXISTS (SELECT FROM shared_member i WHERE i.shared_id = $1 AND i.person_id = $2 AND i.state <> 'asked')
  ORDER BY v.starts_at, v.id LIMIT 750`;
