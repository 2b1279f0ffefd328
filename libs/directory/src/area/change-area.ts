import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {IsNull} from 'typeorm';
import {MemberCourse, MemberResource} from './area.entity.js';
import {notChanged} from './area.errors.js';
import {checkCourse, checkResource, type CourseWords, type NewResource} from './check-area.js';
import {requireManager} from './members-only.js';
import {OfferPlaces} from './offer-places.js';

export const COURSE_MOVED = 'member_course.moved';

/** What the coordinator wrote for members, put right; what it costs has days of its own. */
@Injectable()
export class ChangeArea {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly offers: OfferPlaces,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async resource(principal: Principal, id: string, changed: NewResource): Promise<void> {
    requireManager(principal);
    const after = checkResource(changed, londonDay(this.clock.now()));
    await this.uow.run(principal.councilId, async (tx) => {
      const before = await tx.findOne(MemberResource, {
        where: {id, removedAt: IsNull()},
        lock: {mode: 'for_no_key_update'},
      });
      if (!before) throw notFound('resource');
      if (after.kind === 'notice' && before.kind !== 'notice') {
        const [priced] = await tx.query<object[]>(`SELECT FROM area_price WHERE member_resource_id = $1 LIMIT 1`, [id]);
        if (priced)
          throw invalid({field: 'kind', message: 'A notice is free, and this has had a price. Add a new one.'});
      }
      await tx.update(MemberResource, {id}, after);
      const {kind, title, text, link, throughOn} = before;
      await this.audit.record(tx, {
        ...{...by(principal), action: 'member_resource.changed', subject: {kind: 'member_resource', id}},
        ...{before: {kind, title, text, link, throughOn}, after: {...after}},
      });
    });
  }

  /**
   * Whoever has a place is told when it moves; more places go to those who wait.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, COURSE_CLOSED
   */
  async course(principal: Principal, id: string, changed: CourseWords): Promise<void> {
    requireManager(principal);
    const after = checkCourse(changed, this.clock.now());
    const {councilId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        const before = await tx.findOne(MemberCourse, {where: {id}, lock: {mode: 'for_no_key_update'}});
        if (!before) throw notFound('course');
        await tx.update(MemberCourse, {id}, after);
        const {title, text, place, startsAt, endsAt, places} = before;
        await this.audit.record(tx, {
          ...{...by(principal), action: 'member_course.changed', subject: {kind: 'member_course', id}},
          ...{before: {title, text, place, startsAt, endsAt, places}, after: {...after}},
        });
        const moved = [after.startsAt.getTime() - startsAt.getTime(), after.endsAt.getTime() - endsAt.getTime()];
        if (moved.some(Boolean) || after.place !== place) await this.outbox.publish(tx, councilId, COURSE_MOVED, id);
        await this.offers.run(tx, councilId, id);
      });
    } catch (error) {
      throw notChanged(error);
    }
  }
}
