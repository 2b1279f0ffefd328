import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, DayColumn, InstantColumn, Reference} from '@app/platform';

/** What the law on regulated care turns on for an organisation, and that its registration was looked up: by whom and when. */
@Entity()
@Index(['recordedBy'])
@Check('care_registration_workers_check', `workers BETWEEN 1 AND 500`)
@Check('care_registration_provider_id_check', `provider_id ~ '^1-[0-9]{6,12}$'`)
@Check('care_registration_checked_check', `(provider_id IS NULL) = (checked_on IS NULL)`)
export class CareRegistration {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Listing') listingId: string;
  @CouncilId() councilId: string;
  /** How many people give care there, whoever runs it among them. */
  @Column({type: 'integer'}) workers: number;
  /** A company, a partnership or anything else that is not one person. */
  @Column({type: 'boolean'}) incorporated: boolean;
  @Column({type: 'text', nullable: true}) providerId: string | null;
  @DayColumn({nullable: true}) checkedOn: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
