import {Injectable} from '@nestjs/common';
import {AreaFacts, COURSE_CANCELLED, COURSE_MOVED, COURSE_PLACE_OFFERED} from '@app/directory';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** That a course is called off or moves, to whoever has a place on it; that one is free, to whoever waits for it. */
@Injectable()
export class TellArea {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: AreaFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of the members’ area',
      topics: [COURSE_CANCELLED, COURSE_MOVED, COURSE_PLACE_OFFERED],
      handle: (events) =>
        told.each(events, (tx, event) => {
          if (event.topic === COURSE_CANCELLED) return this.calledOff(tx, event);
          return event.topic === COURSE_MOVED ? this.moved(tx, event) : this.offered(tx, event);
        }),
    });
  }

  private async calledOff(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId} = event;
    const course = await this.facts.calledOff(tx, subjectId);
    if (!course) return;
    const waited = course.waiting.map((personId) => ({personId, paidPence: 0}));
    for (const {personId, paidPence} of [...course.people, ...waited]) {
      const data = {course: course.title, startsAt: course.startsAt.toISOString(), paidPence};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'course_called_off', data, key});
    }
  }

  /** Moved twice before anybody was told, they are told of where it is now, once. */
  private async moved(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId} = event;
    const course = await this.facts.moved(tx, subjectId);
    if (!course) return;
    const {title, place, people} = course;
    const [startsAt, endsAt] = [course.startsAt.toISOString(), course.endsAt.toISOString()];
    for (const personId of people) {
      const data = {course: title, place, startsAt, endsAt};
      const key = `${keyOf(event, personId)}:${startsAt}:${endsAt}:${place}`;
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'course_moved', data, key});
    }
  }

  private async offered(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId} = event;
    const offer = await this.facts.offered(tx, subjectId);
    if (!offer) return;
    const {personId, title: course, startsAt, keptUntil, pricePence} = offer;
    const data = {course, startsAt: startsAt.toISOString(), keptUntil: keptUntil.toISOString(), pricePence};
    const key = keyOf(event, personId);
    await this.notices.tell(tx, {councilId, to: {personId}, template: 'course_place_free', data, key});
  }
}
