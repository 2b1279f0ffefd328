import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** A decision to decide later. It lists nobody, so it is no `Decision`. Only ever added. */
@Entity()
@Index(['applicationId'])
@Check('deferral_reasons_check', `length(btrim(reasons)) BETWEEN 1 AND 4000`)
@Check('deferral_explanation_check', `length(btrim(explanation)) BETWEEN 1 AND 4000`)
@Check('deferral_until_on_check', `until_on > (decided_at AT TIME ZONE 'Europe/London')::date`)
@Check('deferral_content_removed_at_check', `(content_salt IS NULL) = (content_removed_at IS NOT NULL)`)
export class Deferral {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  /** The day on which it is in the queue again. */
  @DayColumn() untilOn: string;
  /** For the file. */
  @Column({type: 'text'}) reasons: string;
  /** For the applicant. */
  @Column({type: 'text', nullable: true}) explanation: string | null;
  @Reference('person') decidedBy: string;
  @InstantColumn({default: () => 'now()'}) decidedAt: Date;
  /** Goes with what it says, when retention removes that. */
  @Column({type: 'uuid', nullable: true, default: () => 'new_id()'}) contentSalt: string | null;
  @InstantColumn({nullable: true}) contentRemovedAt: Date | null;
}
