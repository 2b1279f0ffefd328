import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, notFound} from '@app/kernel';
import {JobRunner, UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';
import {notTaken} from './area.errors.js';
import {requireMember} from './members-only.js';
import {OfferPlaces} from './offer-places.js';

/** Before anything of its queue, as whoever takes a place does. */
const LOCK = `SELECT FROM member_course WHERE id = $1 FOR NO KEY UPDATE`;

/** Whoever finds a course full waits in order; what falls free is offered to the first, and kept for them. */
@Injectable()
export class WaitForCourse implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly offers: OfferPlaces,
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'courses.offer_places', cron: '*/10 * * * *', run: () => this.offer()});
  }

  /** @throws FORBIDDEN, NOT_FOUND, COURSE_CLOSED, PLACE_TAKEN, WAITING_ALREADY, PLACES_LEFT while nobody has to wait */
  async join(principal: Principal, courseId: string): Promise<void> {
    const {councilId, personId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        await requireMember(tx, principal);
        const [course] = await tx.query<object[]>(LOCK, [courseId]);
        if (!course) throw notFound('course');
        // Who let a place go by, and asks again before the clockwork saw it, is the last.
        await tx.query(
          `UPDATE course_waiting SET left_at = kept_until
           WHERE member_course_id = $1 AND person_id = $2 AND left_at IS NULL AND kept_until <= $3`,
          [courseId, personId, this.clock.now()],
        );
        await tx.query(`INSERT INTO course_waiting (council_id, member_course_id, person_id) VALUES ($1, $2, $3)`, [
          ...[councilId, courseId, personId],
        ]);
        const subject = {kind: 'member_course', id: courseId};
        await this.audit.record(tx, {...by(principal), action: 'course.waited_for', subject});
      });
    } catch (error) {
      throw notTaken(error);
    }
  }

  /** They wait no more; what was kept for them is offered to the next. @throws FORBIDDEN, NOT_FOUND */
  async leave(principal: Principal, courseId: string): Promise<void> {
    const {councilId, personId} = principal;
    await this.uow.run(councilId, async (tx) => {
      await requireMember(tx, principal);
      await tx.query(LOCK, [courseId]);
      const [, count] = await tx.query<[unknown[], number]>(
        `UPDATE course_waiting SET left_at = $3 WHERE member_course_id = $1 AND person_id = $2 AND left_at IS NULL`,
        [courseId, personId, this.clock.now()],
      );
      if (count === 0) throw notFound('place in the queue');
      const subject = {kind: 'member_course', id: courseId};
      await this.audit.record(tx, {...by(principal), action: 'course.waiting_left', subject});
      await this.offers.run(tx, councilId, courseId);
    });
  }

  /** In the worker: offers that nobody took go by, and the next are asked. */
  async offer(): Promise<void> {
    const due = await this.dataSource.query<{council_id: string; id: string}[]>(
      `SELECT council_id, id FROM courses_to_offer($1)`,
      [this.clock.now()],
    );
    for (const {council_id: councilId, id} of due) {
      await this.uow.run(councilId, (tx) => this.offers.run(tx, councilId, id));
    }
  }
}
