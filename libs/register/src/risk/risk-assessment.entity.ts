import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/**
 * What somebody weighed for one decision, because of what they saw on a certificate and may not write down anywhere
 * else. Restricted, and emptied within six months of the decision: that there was one is all that stays.
 */
@Entity()
@Index(['applicationId'])
@Index('risk_assessment_kept_idx', ['councilId'], {where: 'text IS NOT NULL'})
@Check('risk_assessment_text_check', `length(btrim(text)) BETWEEN 1 AND 8000`)
@Check('risk_assessment_purged_at_check', `(text IS NULL) = (purged_at IS NOT NULL)`)
export class RiskAssessment {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  /** Null once it is emptied. */
  @Column({type: 'text', nullable: true}) text: string | null;
  @Reference('person') writtenBy: string;
  @InstantColumn({default: () => 'now()'}) writtenAt: Date;
  @InstantColumn({nullable: true}) purgedAt: Date | null;
}
