import {Check, Column, Entity, Exclusion} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

export const MARK_KINDS = ['council_service', 'residential_care'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** That a listing is the council's own service, or a care home: a rule of a line may turn on it. */
@Entity()
@Check('listing_mark_kind_check', `kind IN ('council_service', 'residential_care')`)
@Check('listing_mark_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
@Check('listing_mark_ends_on_check', `ends_on >= starts_on`)
@Exclusion(
  'listing_mark_no_overlap',
  `USING gist (listing_id WITH =, kind WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`,
)
export class ListingMark {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('listing') listingId: string;
  @Column({type: 'text'}) kind: MarkKind;
  @Column({type: 'text'}) reason: string;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
