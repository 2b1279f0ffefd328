import {Check, Column, Entity, Index} from 'typeorm';
import type {EngagementStatus} from '@app/bookings';
import type {Rate} from '@app/kernel';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {ProposalState} from './proposal.state.js';

export type ProposalKind = 'terms' | 'visits';

/** Terms or visits that somebody proposes for a person, and what became of it. */
@Entity()
@Index('proposal_waiting_idx', ['personId', 'listingId', 'kind'], {unique: true, where: `state = 'waiting'`})
@Index(['personId'])
@Check('proposal_kind_check', `kind IN ('terms', 'visits')`)
@Check('proposal_state_check', `state IN ('waiting', 'accepted', 'declined', 'change_wanted', 'withdrawn')`)
@Check('proposal_note_check', `length(btrim(note)) BETWEEN 1 AND 1000`)
@Check('proposal_employment_check', `employment IN ('employed', 'self_employed')`)
@Check('proposal_rates_check', `jsonb_typeof(rates) = 'array'`)
@Check('proposal_rrule_check', `length(rrule) <= 300`)
@Check('proposal_answered_how_check', `answered_how IN ('phone', 'letter', 'meeting')`)
@Check('proposal_answer_check', `length(btrim(answer)) BETWEEN 1 AND 500`)
@Check(
  'proposal_what_check',
  `CASE kind
   WHEN 'terms' THEN num_nonnulls(employment, starts_on, rates) = 3 AND num_nonnulls(starts_at, ends_at, rrule, line_id) = 0
   ELSE num_nonnulls(starts_at, ends_at) = 2 AND num_nonnulls(employment, starts_on, rates) = 0 END`,
)
@Check(
  'proposal_answered_check',
  `(answered_at IS NULL) = (state = 'waiting')
   AND (answered_by IS NOT NULL) = (state IN ('accepted', 'declined', 'change_wanted'))`,
)
@Check(
  'proposal_made_check',
  `num_nonnulls(engagement_id, booking_id) = CASE WHEN state = 'accepted' THEN 1 ELSE 0 END`,
)
@Check('proposal_proposed_by_check', `proposed_by <> person_id`)
@Check('proposal_answered_by_check', `answered_by <> proposed_by`)
export class Proposal {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** For whom. */
  @Reference('person') personId: string;
  @Reference('listing') listingId: string;
  @Column({type: 'text'}) kind: ProposalKind;
  @Column({type: 'text', default: 'waiting'}) state: ProposalState;
  /** Why, in the words of who proposes it. */
  @Column({type: 'text', nullable: true}) note: string | null;
  @Column({type: 'text', nullable: true}) employment: EngagementStatus | null;
  @DayColumn({nullable: true}) startsOn: string | null;
  @Column({type: 'jsonb', nullable: true}) rates: Rate[] | null;
  @InstantColumn({nullable: true}) startsAt: Date | null;
  @InstantColumn({nullable: true}) endsAt: Date | null;
  @Column({type: 'text', nullable: true}) rrule: string | null;
  /** Which line pays; null leaves it to whoever says yes. */
  @Reference('budget_line', {nullable: true}) lineId: string | null;
  @Reference('person') proposedBy: string;
  @CreatedAt() createdAt: Date;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @Column({type: 'text', nullable: true}) answeredHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
  @Column({type: 'text', nullable: true}) answer: string | null;
  @Reference('engagement', {nullable: true}) engagementId: string | null;
  @Reference('booking', {nullable: true}) bookingId: string | null;
}
