import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';
import type {MemberState} from './shared-member.state.js';
import type {SharedState} from './shared-support.state.js';

export const SHARE_WAYS = ['equal', 'share', 'minutes'] as const;
export type ShareBy = (typeof SHARE_WAYS)[number];
/** What holds when somebody does not come: they pay all the same, or the others share it. */
export const ABSENCE_RULES = ['absent_pays', 'others_share'] as const;
export type AbsenceRule = (typeof ABSENCE_RULES)[number];

/** Support that several people share, from the first who asks others to come along. */
@Entity()
@Index(['organiserId'])
@Index(['listingId'])
@Unique('shared_support_code_hash_key', ['codeHash'])
@Unique('shared_support_booking_id_key', ['bookingId'])
@Check('shared_support_title_check', `length(btrim(title)) BETWEEN 1 AND 100`)
@Check('shared_support_rrule_check', `length(rrule) <= 300`)
@Check('shared_support_share_by_check', `share_by IN ('equal', 'share', 'minutes')`)
@Check('shared_support_absence_check', `absence IN ('absent_pays', 'others_share')`)
@Check('shared_support_state_check', `state IN ('inviting', 'booked', 'called_off')`)
@Check('shared_support_ends_at_check', `ends_at > starts_at`)
@Check('shared_support_booked_check', `(state = 'booked') = (booking_id IS NOT NULL)`)
export class SharedSupport {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('listing') listingId: string;
  @Reference('person') organiserId: string;
  @Column({type: 'text'}) title: string;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  @Column({type: 'text', nullable: true}) rrule: string | null;
  @Column({type: 'text'}) shareBy: ShareBy;
  @Column({type: 'text'}) absence: AbsenceRule;
  /** Of the code with which others join; the code itself is kept nowhere. */
  @Column({type: 'bytea'}) codeHash: Buffer;
  @Column({type: 'text', default: 'inviting'}) state: SharedState;
  @Reference('booking', {nullable: true}) bookingId: string | null;
  @CreatedAt() createdAt: Date;
}

/** Somebody who shares, and by how much: a part, basis points, or minutes. */
@Entity()
@Index('shared_member_shared_id_person_id_key', ['sharedId', 'personId'], {
  unique: true,
  where: `state IN ('asked', 'agreed', 'leaving')`,
})
@Index(['personId'])
@Index(['lineId'])
@Check('shared_member_weight_check', `weight BETWEEN 1 AND 10000`)
@Check('shared_member_state_check', `state IN ('asked', 'agreed', 'refused', 'leaving', 'left')`)
@Check('shared_member_asked_how_check', `asked_how IN ('phone', 'letter', 'meeting')`)
export class SharedMember {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('shared_support') sharedId: string;
  @Reference('person') personId: string;
  @Reference('budget_line') lineId: string;
  @Column({type: 'integer'}) weight: number;
  @Column({type: 'text', default: 'asked'}) state: MemberState;
  @Reference('person') askedBy: string;
  @Column({type: 'text', nullable: true}) askedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn({default: () => 'now()'}) askedAt: Date;
}

/** Each one's yes to somebody who joins, or leaves. */
@Entity()
@Index(['personId'])
@Check('shared_yes_about_check', `about IN ('join', 'leave')`)
export class SharedYes {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('SharedMember') memberId: string;
  @PrimaryColumn({type: 'text'}) about: 'join' | 'leave';
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Person') personId: string;
  @CouncilId() councilId: string;
  @Reference('person') saidBy: string;
  @InstantColumn({default: () => 'now()'}) saidAt: Date;
}

/** Somebody did not come along, or will not. */
@Entity()
@Index(['memberId'])
@Index('shared_absence_pause_id_idx', ['pauseId'], {where: 'pause_id IS NOT NULL'})
export class SharedAbsence {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Visit') visitId: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('SharedMember') memberId: string;
  @CouncilId() councilId: string;
  @Reference('person') notedBy: string;
  /** The pause of theirs by which it is known beforehand. */
  @Reference('support_pause', {nullable: true}) pauseId: string | null;
  @InstantColumn({default: () => 'now()'}) notedAt: Date;
}
