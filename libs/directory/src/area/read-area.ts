import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {ResourceKind} from './area.entity.js';
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
}

export interface CourseView {
  id: string;
  title: string;
  text: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  places: number;
  left: number;
  pricePence: number;
  cancelled: boolean;
  /** The reader has a place, and whether it is paid. */
  mine: {paidOn: Day | null} | null;
}

export interface AreaView {
  resources: ResourceView[];
  courses: CourseView[];
}

export interface CourseWithPeople extends CourseView {
  people: {placeId: string; name: string; takenAt: Date; paidOn: Day | null}[];
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
      const [course] = await tx.query<CourseView[]>(`${COURSES} WHERE c.id = $2`, [principal.personId, id]);
      if (!course) throw notFound('course');
      const people = await tx.query<CourseWithPeople['people']>(
        `SELECT p.id AS "placeId", n.name, p.taken_at AS "takenAt", p.paid_on AS "paidOn"
         FROM course_place p JOIN person n ON n.id = p.person_id
         WHERE p.member_course_id = $1 AND p.given_up_at IS NULL ORDER BY p.taken_at, p.id`,
        [id],
      );
      return {...course, people};
    });
  }

  private async read(tx: Tx, personId: string, member: boolean): Promise<AreaView> {
    const now = this.clock.now();
    const resources = await tx.query<ResourceView[]>(RESOURCES, [londonDay(now), member]);
    const courses = await tx.query<CourseView[]>(
      `${COURSES} WHERE c.ends_at > $2 AND (c.cancelled_at IS NULL OR NOT $3) ORDER BY c.starts_at, c.id LIMIT 100`,
      [personId, now, member],
    );
    return {resources, courses};
  }
}

/** Notices first, the newest before the others; of files a member sees what was looked at. */
const RESOURCES = `
  SELECT r.id, r.kind, r.title, r.text, r.link, r.through_on AS "throughOn", r.written_at AS "writtenAt",
         (SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'state', f.state) ORDER BY f.uploaded_at), '[]')
          FROM resource_file f WHERE f.member_resource_id = r.id AND (NOT $2 OR f.state IN ('clean', 'released'))) AS files
  FROM member_resource r
  WHERE r.removed_at IS NULL AND (r.through_on IS NULL OR r.through_on >= $1)
  ORDER BY r.kind <> 'notice', r.written_at DESC, r.id LIMIT 300`;

const COURSES = `
  SELECT c.id, c.title, c.text, c.place, c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.places,
         c.places - (SELECT count(*)::int FROM course_place p WHERE p.member_course_id = c.id AND p.given_up_at IS NULL) AS left,
         c.price_pence AS "pricePence", c.cancelled_at IS NOT NULL AS cancelled,
         (SELECT json_build_object('paidOn', p.paid_on) FROM course_place p
          WHERE p.member_course_id = c.id AND p.person_id = $1 AND p.given_up_at IS NULL) AS mine
  FROM member_course c`;
