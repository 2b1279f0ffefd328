import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id} from '@app/platform';

export const SHARE_CODES = ['adults_budget', 'adults_direct', 'carers_budget', 'carers_direct'] as const;
/** Of adults, and of carers with a budget of their own: who has one, and who has a direct payment. ASCOF 3D. */
export type ShareCode = (typeof SHARE_CODES)[number];

/** What share a council aims at, from a day on. */
@Entity()
@Index('figure_target_council_id_code_starts_on_key', ['councilId', 'code', 'startsOn'], {unique: true})
@Check('figure_target_code_check', `code is one of those`)
@Check('figure_target_share_bp_check', `share_bp BETWEEN 0 AND 10000`)
@Check('figure_target_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class FigureTarget {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) code: ShareCode;
  @Column({type: 'integer'}) shareBp: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}
