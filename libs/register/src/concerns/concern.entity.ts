import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** How it reached the safeguarding team: an officer, anybody by the form, or a complaint that was one after all. */
export const CONCERN_SOURCES = ['staff', 'form', 'complaint'] as const;
export type ConcernSource = (typeof CONCERN_SOURCES)[number];

/** Whether the person worried about knows of it. */
export const TOLD = ['yes', 'no', 'unsafe'] as const;
export type ToldThem = (typeof TOLD)[number];

export const CONTACT_SAFE = ['yes', 'no', 'unknown'] as const;
export type ContactSafe = (typeof CONTACT_SAFE)[number];

/** Who raises it, to the person worried about. */
export const REPORTER_LINKS = ['self', 'family', 'neighbour', 'worker', 'professional', 'other'] as const;
export type ReporterLink = (typeof REPORTER_LINKS)[number];

/**
 * Something that somebody worries about, for people's safety. Nothing of it, nor that there is one, is for the
 * member or in anything that others read.
 */
@Entity()
@Index(['memberId'])
@Index(['suspensionId'])
@Index('concern_open_idx', ['councilId', 'recordedAt'], {where: 'closed_at IS NULL'})
@Index(['listingId'])
@Check('concern_source_check', `source IN ('staff', 'form', 'complaint')`)
@Check('concern_staff_check', `source <> 'staff' OR member_id IS NOT NULL AND recorded_by IS NOT NULL`)
@Check('concern_about_check', `length(btrim(about)) BETWEEN 1 AND 300`)
@Check('concern_cause_check', `length(btrim(cause)) BETWEEN 1 AND 300`)
@Check('concern_wishes_check', `length(btrim(wishes)) BETWEEN 1 AND 1000`)
@Check('concern_told_check', `told IN ('yes', 'no', 'unsafe')`)
@Check('concern_contact_safe_check', `contact_safe IN ('yes', 'no', 'unknown')`)
@Check('concern_reporter_check', `length(btrim(reporter)) BETWEEN 1 AND 200`)
@Check('concern_reporter_contact_check', `length(btrim(reporter_contact)) BETWEEN 1 AND 200`)
@Check(
  'concern_reporter_link_check',
  `reporter_link IN ('self', 'family', 'neighbour', 'worker', 'professional', 'other')`,
)
@Check('concern_text_check', `length(btrim(text)) BETWEEN 1 AND 4000`)
@Check('concern_closing_note_check', `length(btrim(closing_note)) BETWEEN 1 AND 4000`)
@Check(
  'concern_closed_at_check',
  `(closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closing_note IS NULL)`,
)
export class Concern {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text', default: 'staff'}) source: ConcernSource;
  /** Null where it is about nobody on the register. */
  @Reference('member', {nullable: true}) memberId: string | null;
  /** The profile that it came from. */
  @Reference('listing', {nullable: true}) listingId: string | null;
  /** Whom they worry about, and who may be the cause; like the text, read only by what records the reading. */
  @Column({type: 'text', nullable: true, select: false}) about: string | null;
  @Column({type: 'text', nullable: true, select: false}) cause: string | null;
  @Column({type: 'text', nullable: true, select: false}) wishes: string | null;
  @Column({type: 'text', nullable: true, select: false}) told: ToldThem | null;
  @Column({type: 'text', nullable: true, select: false}) contactSafe: ContactSafe | null;
  @Column({type: 'text', nullable: true, select: false}) reporter: string | null;
  @Column({type: 'text', nullable: true, select: false}) reporterContact: string | null;
  @Column({type: 'text', nullable: true, select: false}) reporterLink: ReporterLink | null;
  /** Read only by what records the reading. */
  @Column({type: 'text', select: false}) text: string;
  /** The suspension that came with it, if one did. */
  @Reference('suspension', {nullable: true}) suspensionId: string | null;
  /** Null for whoever is not signed in, or wants to stay unnamed. */
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @Column({type: 'text', nullable: true, select: false}) closingNote: string | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
  /** When retention removed what it said. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
