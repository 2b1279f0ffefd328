import {Check, Column, Entity, ForeignKey, PrimaryColumn} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** After how many days a listing is asked about, and after how many more without an answer it rests. */
@Entity()
@Check('still_right_rule_ask_days_check', `ask_days BETWEEN 30 AND 1095`)
@Check('still_right_rule_rest_days_check', `rest_days BETWEEN 7 AND 365`)
@Check('still_right_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class StillRightRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'integer'}) askDays: number;
  @Column({type: 'integer'}) restDays: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}

/** When a member last said that all is still right, and when they were last asked. */
@Entity()
export class ListingConfirmation {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Listing') listingId: string;
  @CouncilId() councilId: string;
  @InstantColumn({nullable: true}) confirmedAt: Date | null;
  @InstantColumn({nullable: true}) askedAt: Date | null;
}
