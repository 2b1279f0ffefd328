import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ownCharges, REFERENCE, type AreaChargeLine} from './area-charges.js';
import type {ResourceKind} from './area.entity.js';
import type {CourseWords} from './check-area.js';
import {requireManager, requireMember} from './members-only.js';

export interface ResourceView {
  id: string;
  kind: ResourceKind;
  title: string;
  text: string;
  link: string | null;
  throughOn: Day | null;
  writtenAt: Date;
  files: {id: string; name: string; state: string}[];
  /** What it costs today; 0 is free. */
  pricePence: Pence;
  /** The next price there will be, for who keeps it. */
  later: PriceFrom | null;
  /** What the reader owes for it, or has paid. Until then neither link nor files. */
  charge: OwnCharge | null;
}

export interface PriceFrom {
  pricePence: Pence;
  startsOn: Day;
}

export interface OwnCharge {
  id: string;
  reference: string;
  amountPence: Pence;
  paidOn: Day | null;
}

export interface CourseView extends CourseWords {
  id: string;
  /** For the reader: those who wait longer come before them. */
  left: number;
  /** How many wait. */
  waiting: number;
  pricePence: Pence;
  later: PriceFrom | null;
  cancelled: boolean;
  /** The reader has a place, and what they owe for it. */
  mine: {charge: OwnCharge | null} | null;
  /** The reader waits: how many come before them, and until when a place is kept for them. */
  waits: {before: number; keptUntil: Date | null} | null;
}

export interface AreaView {
  resources: ResourceView[];
  courses: CourseView[];
  /** The reader's own. */
  charges: AreaChargeLine[];
}

export interface CourseWithPeople extends CourseView {
  people: {placeId: string; name: string; takenAt: Date; charge: OwnCharge | null}[];
  /** In their order. */
  queue: {id: string; name: string; askedAt: Date; keptUntil: Date | null}[];
}

/** What members find, and what the coordinator keeps for them. */
@Injectable()
export class ReadArea {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND */
  forMember(principal: Principal): Promise<AreaView> {
    return this.uow.run(principal.councilId, async (tx) => {
      await requireMember(tx, principal);
      return this.read(tx, principal.personId, true);
    });
  }

  /** With what waits for a look. @throws FORBIDDEN */
  forManager(principal: Principal): Promise<AreaView> {
    requireManager(principal);
    return this.uow.run(principal.councilId, (tx) => this.read(tx, principal.personId, false));
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  course(principal: Principal, id: string): Promise<CourseWithPeople> {
    requireManager(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const today = londonDay(this.clock.now());
      const [course] = await tx.query<CourseView[]>(`${COURSES} WHERE c.id = $3`, [principal.personId, today, id]);
      if (!course) throw notFound('course');
      const people = await tx.query<CourseWithPeople['people']>(
        `SELECT p.id AS "placeId", n.name, p.taken_at AS "takenAt", ${chargeOf('x.course_place_id = p.id')} AS charge
         FROM course_place p JOIN person n ON n.id = p.person_id
         WHERE p.member_course_id = $1 AND p.given_up_at IS NULL ORDER BY p.taken_at, p.id`,
        [id],
      );
      const queue = await tx.query<CourseWithPeople['queue']>(
        `SELECT w.id, n.name, w.asked_at AS "askedAt", w.kept_until AS "keptUntil"
         FROM course_waiting w JOIN person n ON n.id = w.person_id
         WHERE w.member_course_id = $1 AND ${WAITS} ORDER BY w.asked_at, w.id`,
        [id],
      );
      return {...withInstant(course), people, queue};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async resource(principal: Principal, id: string): Promise<ResourceView> {
    requireManager(principal);
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<ResourceView[]>(`${RESOURCES} AND r.id = $4`, [
        ...[today, false, principal.personId, id],
      ]);
      if (!found) throw notFound('resource');
      return found;
    });
  }

  private async read(tx: Tx, personId: string, member: boolean): Promise<AreaView> {
    const now = this.clock.now();
    const today = londonDay(now);
    const resources = await tx.query<ResourceView[]>(
      `${RESOURCES} ORDER BY r.kind <> 'notice', r.written_at DESC, r.id LIMIT 300`,
      [today, member, personId],
    );
    const courses = await tx.query<CourseView[]>(
      `SELECT * FROM (${COURSES} WHERE c.ends_at > $3) shown WHERE NOT $4 OR NOT cancelled OR mine IS NOT NULL
       ORDER BY "startsAt", id LIMIT 100`,
      [personId, today, now, member],
    );
    return {resources, courses: courses.map(withInstant), charges: await ownCharges(tx, personId)};
  }
}

/** Within JSON an instant is text. */
function withInstant<C extends CourseView>(course: C): C {
  const {waits} = course;
  return waits?.keptUntil ? {...course, waits: {...waits, keptUntil: new Date(waits.keptUntil)}} : course;
}

/** Those who wait: neither have they a place, nor did they let one go by. */
const waits = (w: string) => `${w}.left_at IS NULL AND (${w}.kept_until IS NULL OR ${w}.kept_until > now())`;
const WAITS = waits('w');
const chargeOf = (which: string) => `
  (SELECT json_build_object('id', x.id, 'reference', ${REFERENCE}, 'amountPence', x.amount_pence, 'paidOn', x.paid_on)
   FROM area_charge x WHERE ${which} AND x.ended_on IS NULL)`;
const later = (which: string, day: string) => `
  (SELECT json_build_object('pricePence', f.price_pence, 'startsOn', f.starts_on) FROM area_price f
   WHERE ${which} AND f.starts_on > ${day} ORDER BY f.starts_on, f.id DESC LIMIT 1)`;

/** Notices first, the newest before the others; a member sees files that were looked at, of what is free or was taken. */
const RESOURCES = `
  SELECT r.id, r.kind, r.title, r.text, CASE WHEN may.open THEN r.link END AS link, r.through_on AS "throughOn",
         r.written_at AS "writtenAt", price.pence AS "pricePence", own.charge,
         ${later('f.member_resource_id = r.id', '$1')} AS later,
         (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'state', f.state) ORDER BY f.uploaded_at), '[]')
          FROM resource_file f
          WHERE f.member_resource_id = r.id AND (NOT $2 OR (may.open AND f.state IN ('clean', 'released')))) AS files
  FROM member_resource r
  CROSS JOIN LATERAL (SELECT area_price_on(r.id, NULL, $1) AS pence) price
  CROSS JOIN LATERAL (SELECT ${chargeOf('x.member_resource_id = r.id AND x.person_id = $3')} AS charge) own
  CROSS JOIN LATERAL (SELECT NOT $2 OR price.pence = 0 OR own.charge IS NOT NULL AS open) may
  WHERE r.removed_at IS NULL AND (r.through_on IS NULL OR r.through_on >= $1)`;

const COURSES = `
  SELECT c.id, c.title, c.text, c.place, c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.places,
         greatest(course_places_left(c.id, $1), 0) AS left,
         (SELECT count(*)::int FROM course_waiting w WHERE w.member_course_id = c.id AND ${WAITS}) AS waiting,
         (SELECT json_build_object('keptUntil', w.kept_until, 'before',
            (SELECT count(*) FROM course_waiting o WHERE o.member_course_id = c.id AND ${waits('o')} AND (o.asked_at, o.id) < (w.asked_at, w.id)))
          FROM course_waiting w WHERE w.member_course_id = c.id AND w.person_id = $1 AND ${WAITS}) AS waits,
         area_price_on(NULL, c.id, $2) AS "pricePence", ${later('f.member_course_id = c.id', '$2')} AS later,
         c.cancelled_at IS NOT NULL AS cancelled,
         (SELECT json_build_object('charge', ${chargeOf('x.course_place_id = p.id')}) FROM course_place p
          WHERE p.member_course_id = c.id AND p.person_id = $1 AND p.given_up_at IS NULL) AS mine
  FROM member_course c`;
