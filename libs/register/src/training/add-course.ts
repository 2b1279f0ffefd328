import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {courseExists} from './training.errors.js';
import {checkCourse, type NewCourse} from './check-course.js';
import {TrainingCourse} from './training-course.entity.js';

/** Takes a course into the council's catalogue. */
@Injectable()
export class AddCourse {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the course's id
   * @throws VALIDATION_FAILED, COURSE_EXISTS
   */
  async run(principal: Principal, course: NewCourse): Promise<string> {
    checkCourse(course, londonDay(this.clock.now()));
    const row = {...course, topics: [...course.topics]};
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const {identifiers} = await tx.insert(TrainingCourse, {...row, councilId: principal.councilId});
        const {id} = identifiers[0] as {id: string};
        await this.audit.record(tx, {
          ...by(principal),
          action: 'training_course.added',
          subject: {kind: 'training_course', id},
          after: row,
        });
        return id;
      });
    } catch (error) {
      const {constraint} = databaseError(error) ?? {};
      if (constraint === 'training_course_council_id_title_provider_starts_on_key') throw courseExists();
      throw error;
    }
  }
}
