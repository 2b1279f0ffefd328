import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {Rating} from './monitoring-rule.entity.js';

export const LOOKED_OUTCOMES = ['in_order', 'asked', 'to_talk_about'] as const;
export type LookedOutcome = (typeof LOOKED_OUTCOMES)[number];

/** A sample of purchases. From the seed, the days, the shares and the instant, anybody can draw the same again. */
@Entity()
@Check('purchase_sample_seed_check', `seed ~ '^[0-9a-f]{16}$'`)
@Check('purchase_sample_to_day_check', `to_day >= from_day`)
@Check('purchase_sample_population_check', `population >= 0`)
export class PurchaseSample {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) seed: string;
  @DayColumn() fromDay: string;
  @DayColumn() toDay: string;
  /** By rating, how many in a hundred. */
  @Column({type: 'jsonb'}) percents: Record<Rating, number>;
  /** Out of how many it was drawn. */
  @Column({type: 'integer'}) population: number;
  @Reference('person') drawnBy: string;
  @InstantColumn() drawnAt: Date;
}

@Entity()
@Index('sampled_purchase_sample_id_purchase_id_key', ['sampleId', 'purchaseId'], {unique: true})
@Index(['purchaseId'])
@Check('sampled_purchase_outcome_check', `outcome IN ('in_order', 'asked', 'to_talk_about')`)
@Check('sampled_purchase_note_check', `length(btrim(note)) BETWEEN 1 AND 1000`)
@Check('sampled_purchase_looked_check', `who looked, when and what they found`)
export class SampledPurchase {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('purchase_sample') sampleId: string;
  @Reference('purchase') purchaseId: string;
  @Column({type: 'text', nullable: true}) outcome: LookedOutcome | null;
  /** What the person is asked for, or what there is to talk about. */
  @Column({type: 'text', nullable: true}) note: string | null;
  @Reference('person', {nullable: true}) lookedBy: string | null;
  @InstantColumn({nullable: true}) lookedAt: Date | null;
  /** Of what people said, by a retention rule. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
