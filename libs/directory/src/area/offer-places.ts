import {Injectable} from '@nestjs/common';
import {Clock} from '@app/kernel';
import {Outbox, type Tx} from '@app/platform';

export const COURSE_PLACE_OFFERED = 'course_waiting.offered';

/** For how long a place is kept for whoever was told of it; never beyond the beginning of the course. */
const KEPT = `interval '2 days'`;

/** What is free on a course, offered to those who wait, in their order; who let theirs go by waits no more. */
@Injectable()
export class OfferPlaces {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(tx: Tx, councilId: string, courseId: string): Promise<void> {
    const now = this.clock.now();
    const [open] = await tx.query<object[]>(
      `SELECT FROM member_course WHERE id = $1 AND cancelled_at IS NULL AND starts_at > $2 FOR NO KEY UPDATE`,
      [courseId, now],
    );
    if (!open) return;
    await tx.query(
      `UPDATE course_waiting SET left_at = kept_until WHERE member_course_id = $1 AND left_at IS NULL AND kept_until <= $2`,
      [courseId, now],
    );
    const [offered] = await tx.query<[{id: string}[], number]>(
      `UPDATE course_waiting w SET kept_until = least($2::timestamptz + ${KEPT}, c.starts_at) FROM member_course c
       WHERE c.id = w.member_course_id AND c.id = $1 AND w.left_at IS NULL AND w.kept_until IS NULL
         AND course_places_left(c.id, w.person_id) > 0
       RETURNING w.id`,
      [courseId, now],
    );
    const ids = offered.map(({id}) => id);
    await this.outbox.publish(tx, councilId, COURSE_PLACE_OFFERED, ids);
  }
}
