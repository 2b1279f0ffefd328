import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

export const SURPLUS_ANSWERS = ['save', 'explain', 'pay_back'] as const;
export type SurplusAnswer = (typeof SURPLUS_ANSWERS)[number];
export const SURPLUS_DECISIONS = ['leave', 'save', 'reclaim'] as const;
export type SurplusDecision = (typeof SURPLUS_DECISIONS)[number];

/**
 * A conversation about money that a line has beyond what it may keep: the sum as the letter said it, what the person
 * answered, and what was decided. The ledger takes nothing back that such a decision does not stand behind.
 */
@Entity()
@Index('surplus_letter_line_id_key', ['lineId'], {unique: true, where: 'decided_at IS NULL'})
@Index(['lineId', 'sentAt'])
@Index('surplus_letter_council_id_idx', ['councilId'], {where: 'decided_at IS NULL'})
@Check('surplus_letter_spent_pence_check', `spent_pence >= 0`)
@Check('surplus_letter_promised_pence_check', `promised_pence >= 0`)
@Check('surplus_letter_ring_fenced_pence_check', `ring_fenced_pence >= 0`)
@Check('surplus_letter_weeks_check', `weeks BETWEEN 0 AND 104`)
@Check('surplus_letter_weekly_pence_check', `weekly_pence >= 0`)
@Check('surplus_letter_surplus_pence_check', `the sum, step by step`)
@Check('surplus_letter_answer_by_check', `at least a fortnight`)
@Check('surplus_letter_answer_check', `answer IN ('save', 'explain', 'pay_back')`)
@Check('surplus_letter_answer_text_check', `length(btrim(answer_text)) BETWEEN 1 AND 2000`)
@Check('surplus_letter_decision_check', `decision IN ('leave', 'save', 'reclaim')`)
@Check('surplus_letter_decision_reason_check', `length(btrim(decision_reason)) BETWEEN 1 AND 2000`)
@Check('surplus_letter_answered_check', `who answered, and when`)
@Check('surplus_letter_decided_check', `who decided, when, how much and why`)
@Check('surplus_letter_time_check', `answered, or the time is over`)
@Check('surplus_letter_reclaimed_pence_check', `reclaimed_pence >= 0`)
@Check('surplus_letter_own_check', `of what is left over, what the person put in`)
@Check('surplus_letter_own_stays_check', `nothing of it is taken back`)
export class SurplusLetter {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_line') lineId: string;
  /** Put in until that day: by the council and by the person, without what was taken back or moved on. */
  @PenceColumn() givenPence: number;
  @PenceColumn() spentPence: number;
  @PenceColumn() promisedPence: number;
  @PenceColumn() ringFencedPence: number;
  /** What the line may keep: so many weeks of so much. */
  @Column({type: 'integer'}) weeks: number;
  @PenceColumn() weeklyPence: number;
  @PenceColumn() surplusPence: number;
  /** Taken back before: it was the council's. */
  @PenceColumn({default: 0}) reclaimedPence: number;
  /** Of what was put in, the person's part as it was due until that day; and of that, what is not noted as paid in. */
  @PenceColumn({default: 0}) ownGivenPence: number;
  @PenceColumn({default: 0}) ownUnpaidPence: number;
  /** Of what is left, and of what is left over, what is theirs: it is never taken back. */
  @PenceColumn({default: 0}) ownLeftPence: number;
  @PenceColumn({default: 0}) ownSurplusPence: number;
  /** Their part was used up before the council's; otherwise both in proportion. */
  @Column({type: 'boolean', default: false}) contributionFirst: boolean;
  @Reference('person') sentBy: string;
  @InstantColumn() sentAt: Date;
  @DayColumn() answerBy: string;
  @Column({type: 'text', nullable: true}) answer: SurplusAnswer | null;
  @Column({type: 'text', nullable: true}) answerText: string | null;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @Column({type: 'text', nullable: true}) answeredHow: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
  @Column({type: 'text', nullable: true}) decision: SurplusDecision | null;
  @PenceColumn({nullable: true}) decidedPence: number | null;
  @Column({type: 'text', nullable: true}) decisionReason: string | null;
  /** Left alone until then. */
  @DayColumn({nullable: true}) lookAgainOn: string | null;
  @Reference('person', {nullable: true}) decidedBy: string | null;
  @InstantColumn({nullable: true}) decidedAt: Date | null;
  /** Of what people said, by a retention rule. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
