import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** Something that the council asks the applicant for, and their answer, given once. */
@Entity()
@Index(['applicationId'])
@Check('application_request_text_check', `length(btrim(text)) BETWEEN 1 AND 2000`)
@Check('application_request_answer_check', `length(btrim(answer)) BETWEEN 1 AND 4000`)
@Check(
  'application_request_answered_at_check',
  `(answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)`,
)
export class ApplicationRequest {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  /** The code of the requirement it is about; null when it is about something else. */
  @Column({type: 'text', nullable: true}) requirement: string | null;
  @Column({type: 'text'}) text: string;
  @Reference('person') askedBy: string;
  @InstantColumn({default: () => 'now()'}) askedAt: Date;
  @Column({type: 'text', nullable: true}) answer: string | null;
  /** The applicant, or an officer who wrote down what they said. */
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
}
