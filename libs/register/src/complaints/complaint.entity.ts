import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

export const COMPLAINT_ABOUT = ['council', 'register', 'budget', 'support', 'website', 'other'] as const;
export type ComplaintAbout = (typeof COMPLAINT_ABOUT)[number];

/** Answered by an officer, or a concern after all: then the safeguarding team has it, and nothing of it stays here. */
export type ComplaintOutcome = 'answered' | 'passed_on';

/** Somebody is not content with how something was done. */
@Entity()
@Index('complaint_open_idx', ['councilId', 'receivedAt'], {where: 'closed_at IS NULL'})
@Check('complaint_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('complaint_contact_check', `length(btrim(contact)) BETWEEN 1 AND 200`)
@Check('complaint_about_check', `about IN ('council', 'register', 'budget', 'support', 'website', 'other')`)
@Check('complaint_text_check', `length(btrim(text)) BETWEEN 1 AND 4000`)
@Check('complaint_wants_check', `length(btrim(wants)) BETWEEN 1 AND 1000`)
@Check('complaint_outcome_check', `outcome IN ('answered', 'passed_on')`)
@Check('complaint_answer_check', `length(btrim(answer)) BETWEEN 1 AND 4000`)
@Check(
  'complaint_closed_at_check',
  `(closed_at IS NULL) = (outcome IS NULL) AND (closed_by IS NULL) = (outcome IS NULL)
   AND (answer IS NOT NULL) = coalesce(outcome = 'answered', false)
   AND num_nonnulls(name, contact, text) = CASE WHEN outcome = 'passed_on' THEN 0 ELSE 3 END`,
)
export class Complaint {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text', nullable: true}) name: string | null;
  @Column({type: 'text', nullable: true}) contact: string | null;
  @Column({type: 'text'}) about: ComplaintAbout;
  @Column({type: 'text', nullable: true}) text: string | null;
  @Column({type: 'text', nullable: true}) wants: string | null;
  /** Who was signed in when they wrote it, if anybody was. */
  @Reference('person', {nullable: true}) madeBy: string | null;
  @InstantColumn({default: () => 'now()'}) receivedAt: Date;
  @Column({type: 'text', nullable: true}) outcome: ComplaintOutcome | null;
  @Column({type: 'text', nullable: true}) answer: string | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
  /** When retention removed what it said. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
