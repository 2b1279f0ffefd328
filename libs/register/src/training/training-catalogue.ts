import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {addMonths, addDays, Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {TrainingCourse} from './training-course.entity.js';

/** What a council takes as training. */
@Injectable()
export class TrainingCatalogue {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** All of it, what is taken today first. */
  list(principal: Principal): Promise<(TrainingCourse & {current: boolean})[]> {
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const all = await tx.find(TrainingCourse, {order: {title: 'ASC', provider: 'ASC', startsOn: 'ASC', id: 'ASC'}});
      const marked = all.map((each) => ({...each, current: isTaken(each, today)}));
      return marked.sort((a, b) => Number(b.current) - Number(a.current));
    });
  }

  /** The same for a page. */
  forRequirement(principal: Principal, requirement: string): Promise<TrainingCourse[]> {
    return this.uow.run(principal.councilId, (tx) => this.answering(tx, requirement));
  }

  /** Courses that ever answered this requirement: somebody may bring a certificate of years ago. */
  answering(tx: Tx, requirement: string): Promise<TrainingCourse[]> {
    return tx
      .createQueryBuilder(TrainingCourse, 'course')
      .where(':requirement = ANY(course.topics)', {requirement})
      .orderBy('course.title')
      .addOrderBy('course.id')
      .getMany();
  }
}

/** Whether a certificate issued on this day counts. */
export function isTaken({startsOn, endsOn}: Pick<TrainingCourse, 'startsOn' | 'endsOn'>, day: Day): boolean {
  return startsOn <= day && (endsOn === null || endsOn >= day);
}

/** The last day a certificate of this course is good for; null where the course sets none. */
export function courseEnds({validMonths}: Pick<TrainingCourse, 'validMonths'>, issuedOn: Day): Day | null {
  return validMonths === null ? null : addDays(addMonths(issuedOn, validMonths), -1);
}
