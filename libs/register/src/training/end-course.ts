import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {addMonths, Clock, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {courseEnded} from './training.errors.js';
import {TrainingCourse} from './training-course.entity.js';

const FURTHEST_MONTHS = 10 * 12;

/** Says that a course is taken up to a day and no longer. What was issued by then goes on counting. */
@Injectable()
export class EndCourse {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, VALIDATION_FAILED, COURSE_ENDED */
  async run(principal: Principal, id: string, endsOn: Day): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const course = await tx.findOne(TrainingCourse, {where: {id}, lock: {mode: 'pessimistic_write'}});
      if (!course) throw notFound('course');
      if (course.endsOn) throw courseEnded();
      const today = londonDay(this.clock.now());
      const refuse = (message: string) => invalid({field: 'ends_on', message});
      if (endsOn < course.startsOn) throw refuse('The last day is before the first.');
      // Somebody may have relied on a certificate issued up to today.
      if (endsOn < today) throw refuse('The last day is today or later.');
      if (endsOn > addMonths(today, FURTHEST_MONTHS)) throw refuse('The last day is too far ahead.');
      await tx.query(`UPDATE training_course SET ends_on = $2 WHERE id = $1`, [id, endsOn]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'training_course.ended',
        subject: {kind: 'training_course', id},
        before: {endsOn: null},
        after: {endsOn},
      });
    });
  }
}
