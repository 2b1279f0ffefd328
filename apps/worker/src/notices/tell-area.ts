import {Injectable} from '@nestjs/common';
import {AreaFacts, COURSE_CANCELLED} from '@app/directory';
import {Notices} from '@app/notifications';
import {OutboxRelay} from '@app/platform';
import {keyOf, Told} from './told.js';

/** That a course is called off, to whoever has a place on it. */
@Injectable()
export class TellArea {
  constructor(relay: OutboxRelay, told: Told, facts: AreaFacts, notices: Notices) {
    relay.subscribe({
      name: 'notices of the members’ area',
      topics: [COURSE_CANCELLED],
      handle: (events) =>
        told.each(events, async (tx, event) => {
          const {councilId, subjectId} = event;
          const course = await facts.calledOff(tx, subjectId);
          if (!course) return;
          for (const {personId, paidPence} of course.people) {
            const data = {course: course.title, startsAt: course.startsAt.toISOString(), paidPence};
            const key = keyOf(event, personId);
            await notices.tell(tx, {councilId, to: {personId}, template: 'course_called_off', data, key});
          }
        }),
    });
  }
}
