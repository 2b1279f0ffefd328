import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, isDay, londonDay, notFound, type Day, type FieldError, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {IsNull} from 'typeorm';
import {MemberCourse, MemberResource, RESOURCE_KINDS, type ResourceKind} from './area.entity.js';
import {requireManager} from './members-only.js';

const DAY_MS = 86_400_000;
const FARTHEST_MS = 731 * DAY_MS;
const LONGEST_MS = DAY_MS;

export const COURSE_CANCELLED = 'member_course.cancelled';

export interface NewResource {
  kind: ResourceKind;
  title: string;
  text: string;
  link: string | null;
  throughOn: Day | null;
}

export interface NewMemberCourse {
  title: string;
  text: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  places: number;
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
    const {kind, title, text, link, throughOn} = resource;
    const errors: FieldError[] = [];
    const wrong = (field: string, message: string) => errors.push({field, message});
    if (!RESOURCE_KINDS.includes(kind)) wrong('kind', `Choose from ${RESOURCE_KINDS.join(', ')}.`);
    words(wrong, 'title', title, 120, true);
    words(wrong, 'text', text, 4_000, false);
    if (link !== null && (!/^https:\/\//.test(link) || !URL.canParse(link) || link.length > 300)) {
      wrong('link', 'Enter an address that begins with https://.');
    }
    if (kind === 'link' && !link) wrong('link', 'Enter where the link leads.');
    const today = londonDay(this.clock.now());
    if (throughOn !== null && (!isDay(throughOn) || throughOn < today)) {
      wrong('through_on', 'Enter a day that is still to come, or leave it out.');
    }
    if (errors.length > 0) throw invalid(errors);
    return this.uow.run(principal.councilId, async (tx) => {
      const {councilId, personId: writtenBy} = principal;
      const made = await tx.insert(MemberResource, {
        councilId,
        kind,
        title: title.trim(),
        text: text.trim(),
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
    const errors: FieldError[] = [];
    const wrong = (field: string, message: string) => errors.push({field, message});
    words(wrong, 'title', course.title, 120, true);
    words(wrong, 'text', course.text, 4_000, false);
    words(wrong, 'place', course.place, 200, true);
    const {startsAt, endsAt} = course;
    const ahead = startsAt.getTime() - this.clock.now().getTime();
    if (!(ahead > 0 && ahead < FARTHEST_MS)) wrong('starts_at', 'Enter a time within the next two years.');
    const long = endsAt.getTime() - startsAt.getTime();
    if (!(long > 0 && long < LONGEST_MS)) wrong('ends_at', 'Enter an end after the start, within a day of it.');
    if (!Number.isInteger(course.places) || course.places < 1 || course.places > 500) {
      wrong('places', 'Enter how many places there are: 1 to 500.');
    }
    if (!Number.isInteger(course.pricePence) || course.pricePence < 0 || course.pricePence > 1_000_000) {
      wrong('price_pence', 'Enter what it costs, from £0 to £10,000.');
    }
    if (errors.length > 0) throw invalid(errors);
    return this.uow.run(principal.councilId, async (tx) => {
      const {councilId, personId: writtenBy} = principal;
      const made = await tx.insert(MemberCourse, {
        ...course,
        title: course.title.trim(),
        place: course.place.trim(),
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

function words(
  wrong: (field: string, message: string) => void,
  field: string,
  value: string,
  most: number,
  needed: boolean,
): void {
  if (needed && !value.trim()) wrong(field, `Say this in up to ${most} characters.`);
  else if ([...value].length > most) wrong(field, `Use at most ${most} characters.`);
}
