import {Injectable} from '@nestjs/common';
import type {Pence} from '@app/kernel';
import type {Tx} from '@app/platform';

/** What is to be told of the members' area. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class AreaFacts {
  /** Whoever had a place on a course that was called off, and what they had paid for it. */
  async calledOff(tx: Tx, courseId: string) {
    const [course] = await tx.query<{title: string; startsAt: Date; people: {personId: string; paidPence: Pence}[]}[]>(
      `SELECT c.title, c.starts_at AS "startsAt",
              (SELECT coalesce(json_agg(json_build_object('personId', p.person_id, 'paidPence', coalesce(x.amount_pence, 0))), '[]')
               FROM course_place p LEFT JOIN area_charge x ON x.course_place_id = p.id AND x.paid_on IS NOT NULL
               WHERE p.member_course_id = c.id AND p.given_up_at IS NULL) AS people
       FROM member_course c WHERE c.id = $1 AND c.cancelled_at IS NOT NULL`,
      [courseId],
    );
    return course ?? null;
  }
}
