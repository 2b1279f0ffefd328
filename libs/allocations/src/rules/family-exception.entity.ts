import {Check, Column, Entity, Exclusion} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** The council found it necessary that family is paid, from when to when, and says why. */
@Entity()
@Check('family_exception_reason_check', `length(btrim(reason)) BETWEEN 1 AND 1000`)
@Check('family_exception_ends_on_check', `ends_on >= starts_on`)
@Exclusion(
  'family_exception_no_overlap',
  `USING gist (holder_id WITH =, listing_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`,
)
export class FamilyException {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  @Column({type: 'text'}) reason: string;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
