import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import type {Reach} from './reach.js';
import type {VisitChangeState} from './visit-change.state.js';

/** Other times for one visit or several of a booking, proposed by one side. Nothing moves before the other accepts. */
@Entity()
@Index('visit_change_open_key', ['bookingId'], {unique: true, where: `state = 'proposed'`})
@Index(['bookingId'])
@Index(['visitId'])
@Check('visit_change_reach_check', `reach IN ('one', 'following', 'all')`)
@Check('visit_change_side_check', `side IN ('holder', 'worker')`)
@Check('visit_change_state_check', `state IN ('proposed', 'accepted', 'declined', 'withdrawn', 'expired')`)
@Check('visit_change_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
@Check('visit_change_proposed_how_check', `proposed_how IN ('phone', 'letter', 'meeting')`)
@Check('visit_change_decline_reason_check', `length(btrim(decline_reason)) BETWEEN 1 AND 500`)
@Check('visit_change_answered_check', `(answered_at IS NULL) = (state = 'proposed')`)
export class VisitChange {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('booking') bookingId: string;
  /** The one from which it was proposed. */
  @Reference('visit') visitId: string;
  @Column({type: 'text'}) reach: Reach;
  /** Whose proposal it is; the other side answers. */
  @Column({type: 'text'}) side: Side;
  @Column({type: 'text', default: 'proposed'}) state: VisitChangeState;
  @Column({type: 'text', nullable: true}) reason: string | null;
  @Reference('person') proposedBy: string;
  /** How staff were told to; null when whoever did so did it themselves. */
  @Column({type: 'text', nullable: true}) proposedHow: 'phone' | 'letter' | 'meeting' | null;
  @CreatedAt() createdAt: Date;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
  @Column({type: 'text', nullable: true}) declineReason: string | null;
}

/** A yes to a change that needs several: of each who pays, and of who comes. */
@Entity()
@Index(['personId'])
@Index(['saidBy'])
@Check('visit_change_yes_side_check', `side IN ('holder', 'worker')`)
export class VisitChangeYes {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('VisitChange') changeId: string;
  /** Whose yes it is. */
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Person') personId: string;
  @Column({type: 'text'}) side: Side;
  @CouncilId() councilId: string;
  @Reference('person') saidBy: string;
  @InstantColumn({default: () => 'now()'}) saidAt: Date;
}

/** Where one visit would go, and at what price; and where it was when that was shown. */
@Entity()
@Index(['visitId'])
@Check('visit_change_time_old_pence_check', `old_pence >= 0`)
@Check('visit_change_time_price_pence_check', `price_pence >= 0`)
@Check('visit_change_time_ends_at_check', `ends_at > starts_at`)
export class VisitChangeTime {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('VisitChange') changeId: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Visit') visitId: string;
  @CouncilId() councilId: string;
  @InstantColumn() oldStartsAt: Date;
  @InstantColumn() oldEndsAt: Date;
  @PenceColumn() oldPence: number;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  @PenceColumn() pricePence: number;
}
