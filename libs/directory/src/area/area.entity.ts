import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference, type MediaType} from '@app/platform';
import {Check, Column, Entity, Index} from 'typeorm';

export const RESOURCE_KINDS = ['notice', 'guide', 'model_policy', 'link'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Something for members to read: a notice, a guide, a model policy, a link. */
@Entity()
@Index(['councilId', 'writtenAt'])
@Check('member_resource_kind_check', `kind IN ('notice', 'guide', 'model_policy', 'link')`)
@Check('member_resource_title_check', `length(btrim(title)) BETWEEN 1 AND 120`)
@Check('member_resource_text_check', `length(text) <= 4000`)
@Check('member_resource_link_check', `link ~ '^https://' AND length(link) <= 300`)
@Check('member_resource_link_given_check', `kind <> 'link' OR link IS NOT NULL`)
export class MemberResource {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) kind: ResourceKind;
  @Column({type: 'text'}) title: string;
  @Column({type: 'text', default: ''}) text: string;
  @Column({type: 'text', nullable: true}) link: string | null;
  /** The last day on which it shows; null where it stays. */
  @DayColumn({nullable: true}) throughOn: string | null;
  @Reference('person') writtenBy: string;
  @InstantColumn({default: () => 'now()'}) writtenAt: Date;
  @InstantColumn({nullable: true}) removedAt: Date | null;
}

/** The file of a resource. Its content lies sealed in the storage, under its council and id; see the view `kept_file`. */
@Entity()
@Index(['memberResourceId'])
@Check('resource_file_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('resource_file_media_type_check', `media_type IN ('application/pdf', 'image/jpeg', 'image/png')`)
@Check('resource_file_bytes_check', `bytes BETWEEN 1 AND 10485760`)
@Check('resource_file_state_check', `state IN ('quarantined', 'clean', 'released', 'infected')`)
@Check('resource_file_released_by_check', `(state = 'released') = (released_by IS NOT NULL)`)
export class ResourceFile {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member_resource') memberResourceId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text'}) mediaType: MediaType;
  @Column({type: 'integer'}) bytes: number;
  @Column({type: 'text', default: 'quarantined'}) state: 'quarantined' | 'clean' | 'released' | 'infected';
  @Reference('person') uploadedBy: string;
  @InstantColumn({default: () => 'now()'}) uploadedAt: Date;
  @Reference('person', {nullable: true}) releasedBy: string | null;
}

/** A course on a day, with so many places, free or for a charge. */
@Entity()
@Index(['councilId', 'startsAt'])
@Check('member_course_title_check', `length(btrim(title)) BETWEEN 1 AND 120`)
@Check('member_course_text_check', `length(text) <= 4000`)
@Check('member_course_place_check', `length(btrim(place)) BETWEEN 1 AND 200`)
@Check('member_course_places_check', `places BETWEEN 1 AND 500`)
@Check('member_course_price_pence_check', `price_pence BETWEEN 0 AND 1000000`)
@Check('member_course_ends_at_check', `ends_at > starts_at`)
export class MemberCourse {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) title: string;
  @Column({type: 'text', default: ''}) text: string;
  @Column({type: 'text'}) place: string;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  @Column({type: 'integer'}) places: number;
  /** What it was offered for; later prices are in `area_price`. */
  @PenceColumn({default: 0}) pricePence: number;
  @Reference('person') writtenBy: string;
  @InstantColumn({default: () => 'now()'}) writtenAt: Date;
  @InstantColumn({nullable: true}) cancelledAt: Date | null;
}

@Entity()
@Index('course_place_one_idx', ['memberCourseId', 'personId'], {unique: true, where: 'given_up_at IS NULL'})
@Index(['personId'])
export class CoursePlace {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member_course') memberCourseId: string;
  @Reference('person') personId: string;
  @InstantColumn({default: () => 'now()'}) takenAt: Date;
  @InstantColumn({nullable: true}) givenUpAt: Date | null;
}

/** Somebody waits for a place on a course that is full. */
@Entity()
@Index('course_waiting_one_idx', ['memberCourseId', 'personId'], {unique: true, where: 'left_at IS NULL'})
@Index(['personId'])
export class CourseWaiting {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member_course') memberCourseId: string;
  @Reference('person') personId: string;
  @InstantColumn({default: () => 'now()'}) askedAt: Date;
  /** Until when the place that fell free is kept for them; null until one does. */
  @InstantColumn({nullable: true}) keptUntil: Date | null;
  /** When they got a place, wait no more, or let their place go by. */
  @InstantColumn({nullable: true}) leftAt: Date | null;
}
