import {Injectable} from '@nestjs/common';
import type {Pence} from '@app/kernel';
import type {Tx} from '@app/platform';

/** What is to be told of the members' area. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class AreaFacts {
  /** Whoever had a place on a course that was called off, or waited for one, and what they had paid for it. */
  async calledOff(tx: Tx, courseId: string) {
    const [course] = await tx.query<CalledOff[]>(
      `SELECT c.title, c.starts_at AS "startsAt",
              (SELECT coalesce(json_agg(json_build_object('personId', p.person_id, 'paidPence', coalesce(x.amount_pence, 0))), '[]')
               FROM course_place p LEFT JOIN area_charge x ON x.course_place_id = p.id AND x.paid_on IS NOT NULL
               WHERE p.member_course_id = c.id AND p.given_up_at IS NULL) AS people,
              ARRAY(SELECT w.person_id FROM course_waiting w WHERE w.member_course_id = c.id AND w.left_at IS NULL) AS waiting
       FROM member_course c WHERE c.id = $1 AND c.cancelled_at IS NOT NULL`,
      [courseId],
    );
    return course ?? null;
  }

  /** Where and when a course is now, and whoever has a place on it. */
  async moved(tx: Tx, courseId: string) {
    const [course] = await tx.query<Moved[]>(
      `SELECT c.title, c.place, c.starts_at AS "startsAt", c.ends_at AS "endsAt",
              ARRAY(SELECT p.person_id FROM course_place p WHERE p.member_course_id = c.id AND p.given_up_at IS NULL) AS people
       FROM member_course c WHERE c.id = $1 AND c.cancelled_at IS NULL`,
      [courseId],
    );
    return course ?? null;
  }

  /** For whom a place is kept, and until when; null where they have it, or wait no more. */
  async offered(tx: Tx, waitingId: string) {
    const [offer] = await tx.query<Offered[]>(
      `SELECT w.person_id AS "personId", w.kept_until AS "keptUntil", c.title, c.starts_at AS "startsAt",
              area_price_on(NULL, c.id, (now() AT TIME ZONE 'Europe/London')::date) AS "pricePence"
       FROM course_waiting w JOIN member_course c ON c.id = w.member_course_id
       WHERE w.id = $1 AND w.left_at IS NULL AND w.kept_until IS NOT NULL AND c.cancelled_at IS NULL`,
      [waitingId],
    );
    return offer ?? null;
  }
}

interface CalledOff {
  title: string;
  startsAt: Date;
  people: {personId: string; paidPence: Pence}[];
  waiting: string[];
}

interface Moved {
  title: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  people: string[];
}

interface Offered {
  personId: string;
  keptUntil: Date;
  title: string;
  startsAt: Date;
  pricePence: Pence;
}
