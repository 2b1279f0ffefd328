import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {notTaken} from './area.errors.js';
import {requireMember} from './members-only.js';
import {OfferPlaces} from './offer-places.js';

/** A place on a course: taken while there is one, given up before it begins, and then offered to whoever waits. */
@Injectable()
export class TakePlace {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly offers: OfferPlaces,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, COURSE_FULL, COURSE_CLOSED, PLACE_TAKEN */
  async take(principal: Principal, courseId: string): Promise<void> {
    const {councilId, personId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        await requireMember(tx, principal);
        const [course] = await tx.query<{id: string}[]>(`SELECT id FROM member_course WHERE id = $1`, [courseId]);
        if (!course) throw notFound('course');
        await tx.query(`INSERT INTO course_place (council_id, member_course_id, person_id) VALUES ($1, $2, $3)`, [
          ...[councilId, courseId, personId],
        ]);
        const subject = {kind: 'member_course', id: courseId};
        await this.audit.record(tx, {...by(principal), action: 'course.place_taken', subject});
      });
    } catch (error) {
      throw notTaken(error);
    }
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async giveUp(principal: Principal, courseId: string): Promise<void> {
    const {councilId, personId} = principal;
    await this.uow.run(councilId, async (tx) => {
      await requireMember(tx, principal);
      const [, count] = await tx.query<[unknown[], number]>(
        `UPDATE course_place p SET given_up_at = $3 FROM member_course c
         WHERE p.member_course_id = $1 AND p.person_id = $2 AND p.given_up_at IS NULL AND c.id = p.member_course_id AND c.starts_at > $3`,
        [courseId, personId, this.clock.now()],
      );
      if (count === 0) throw notFound('place');
      const subject = {kind: 'member_course', id: courseId};
      await this.audit.record(tx, {...by(principal), action: 'course.place_given_up', subject});
      await this.offers.run(tx, councilId, courseId);
    });
  }
}
