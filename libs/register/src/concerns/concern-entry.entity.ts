import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** What an entry may say beside its words, by its kind. A note says nothing but words. */
export const ENTRY_FACTS = {
  note: [],
  contact: ['adult', 'reporter', 'family', 'professional'],
  listing: ['suspended', 'left_up', 'restored'],
  referral: ['section_42', 'police', 'dbs', 'pipot', 'other'],
} as const;
export type EntryKind = keyof typeof ENTRY_FACTS;
export type EntryFact = (typeof ENTRY_FACTS)[EntryKind][number];
export type ListingDecision = (typeof ENTRY_FACTS)['listing'][number];

/** One thing done about a concern, only ever added. */
@Entity()
@Index(['concernId'])
@Check('concern_entry_text_check', `length(btrim(text)) BETWEEN 1 AND 4000`)
@Check(
  'concern_entry_kind_check',
  `CASE kind
     WHEN 'note' THEN fact IS NULL AND text IS NOT NULL
     WHEN 'contact' THEN fact IN ('adult', 'reporter', 'family', 'professional')
     WHEN 'listing' THEN fact IN ('suspended', 'left_up', 'restored') AND text IS NOT NULL
     WHEN 'referral' THEN fact IN ('section_42', 'police', 'dbs', 'pipot', 'other')
     ELSE false END`,
)
export class ConcernEntry {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('concern') concernId: string;
  @Column({type: 'text'}) kind: EntryKind;
  @Column({type: 'text', nullable: true}) fact: EntryFact | null;
  @DayColumn() onDay: string;
  /** Read only by what records the reading. */
  @Column({type: 'text', nullable: true, select: false}) text: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
