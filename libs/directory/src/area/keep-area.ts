import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {IsNull} from 'typeorm';
import {MemberCourse, MemberResource} from './area.entity.js';
import {checkCourse, checkResource, priceErrors, type CourseWords, type NewResource} from './check-area.js';
import {requireManager} from './members-only.js';

export const COURSE_CANCELLED = 'member_course.cancelled';

export interface NewMemberCourse extends CourseWords {
  pricePence: Pence;
}

/** The coordinator's side of the members' area. */
@Injectable()
export class KeepArea {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  add(principal: Principal, resource: NewResource): Promise<string> {
    requireManager(principal);
    const {kind, title, text, link, throughOn} = checkResource(resource, londonDay(this.clock.now()));
    return this.uow.run(principal.councilId, async (tx) => {
      const {councilId, personId: writtenBy} = principal;
      const made = await tx.insert(MemberResource, {
        councilId,
        kind,
        title,
        text,
        link,
        throughOn,
        writtenBy,
      });
      const {id} = made.identifiers[0] as {id: string};
      await this.told(tx, principal, 'member_resource.added', 'member_resource', id);
      return id;
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async remove(principal: Principal, id: string): Promise<void> {
    requireManager(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {affected} = await tx.update(MemberResource, {id}, {removedAt: this.clock.now()});
      if (!affected) throw notFound('resource');
      await this.told(tx, principal, 'member_resource.removed', 'member_resource', id);
    });
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  offer(principal: Principal, course: NewMemberCourse): Promise<string> {
    requireManager(principal);
    const {pricePence} = course;
    const words = checkCourse(course, this.clock.now(), priceErrors(pricePence));
    return this.uow.run(principal.councilId, async (tx) => {
      const {councilId, personId: writtenBy} = principal;
      const made = await tx.insert(MemberCourse, {
        ...words,
        pricePence,
        councilId,
        writtenBy,
      });
      const {id} = made.identifiers[0] as {id: string};
      await this.told(tx, principal, 'member_course.offered', 'member_course', id);
      return id;
    });
  }

  /** Nobody can take a place any more; who had one is told, and owes nothing. @throws FORBIDDEN, NOT_FOUND */
  async cancel(principal: Principal, id: string): Promise<void> {
    requireManager(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {affected} = await tx.update(MemberCourse, {id, cancelledAt: IsNull()}, {cancelledAt: this.clock.now()});
      if (!affected) {
        if (await tx.existsBy(MemberCourse, {id})) return;
        throw notFound('course');
      }
      await this.told(tx, principal, COURSE_CANCELLED, 'member_course', id);
      await this.outbox.publish(tx, principal.councilId, COURSE_CANCELLED, id);
    });
  }

  private told(tx: Tx, principal: Principal, action: string, kind: string, id: string): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind, id}});
  }
}
