import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {AdvertState} from './advert.state.js';

/** What somebody needs, for PAs and providers to answer. It says neither who they are nor where they live. */
@Entity()
@Index(['holderId'])
@Index(['councilId', 'state'])
@Check('advert_state_check', `state IN ('waiting', 'open', 'refused', 'closed')`)
@Check('advert_title_check', `length(btrim(title)) BETWEEN 1 AND 80 AND NOT names_contact(title)`)
@Check('advert_text_check', `length(btrim(text)) BETWEEN 1 AND 2000 AND NOT names_contact(text)`)
@Check('advert_services_check', `cardinality(services) BETWEEN 1 AND 10`)
@Check('advert_outcode_check', `outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'`)
@Check('advert_hours_per_week_check', `hours_per_week BETWEEN 1 AND 168`)
@Check('advert_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
@Check(
  'advert_moderated_check',
  `(state NOT IN ('open', 'refused') OR moderated_by IS NOT NULL) AND (state <> 'waiting' OR moderated_by IS NULL)
   AND (state <> 'refused' OR reason IS NOT NULL) AND moderated_by NOT IN (holder_id, written_by)`,
)
export class Advert {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Column({type: 'text', default: 'waiting'}) state: AdvertState;
  @Column({type: 'text'}) title: string;
  @Column({type: 'text'}) text: string;
  /** Codes. */
  @Column({type: 'text', array: true}) services: string[];
  /** About where: the first half of a postcode, and the everyday name of the district. */
  @Column({type: 'text'}) outcode: string;
  @Column({type: 'text', nullable: true}) district: string | null;
  @Column({type: 'integer', nullable: true}) hoursPerWeek: number | null;
  /** The last day on which it shows. */
  @DayColumn() closesOn: string;
  @Reference('person') writtenBy: string;
  @InstantColumn({default: () => 'now()'}) writtenAt: Date;
  /** Of the council, and neither whose it is nor who wrote it. */
  @Reference('person', {nullable: true}) moderatedBy: string | null;
  @InstantColumn({nullable: true}) moderatedAt: Date | null;
  /** Why it was refused, for whoever wrote it. */
  @Column({type: 'text', nullable: true}) reason: string | null;
}
