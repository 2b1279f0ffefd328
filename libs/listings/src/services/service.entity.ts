import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {ListingKind} from '../profile/listing-words.js';

/** A kind of help. Those without a council are everybody's; a council may add its own. */
@Entity()
@Index('service_code_idx', ['code'], {unique: true, where: 'council_id IS NULL'})
@Index('service_council_id_code_idx', ['councilId', 'code'], {unique: true})
@Check('service_code_check', `code ~ '^[a-z][a-z0-9_]{1,39}$'`)
@Check('service_name_check', `length(btrim(name)) BETWEEN 1 AND 80`)
@Check('service_esd_id_check', `esd_id BETWEEN 1 AND 99999`)
@Check('service_esd_label_check', `length(btrim(esd_label)) BETWEEN 1 AND 120`)
@Check('service_esd_check', `num_nulls(esd_id, esd_label) IN (0, 2)`)
@Check('service_regulated_as_check', `(regulated_as IS NOT NULL) = (regulated AND council_id IS NOT NULL)`)
@Check('service_personal_care_said_check', `council_id IS NOT NULL OR personal_care_said_at IS NULL`)
@Check('service_regulated_said_check', `regulated_as IS NULL OR personal_care_said_at IS NOT NULL`)
@Check('service_description_check', `length(btrim(description)) BETWEEN 1 AND 300`)
export class Service {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) code: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text'}) description: string;
  /** The type of the Local Government Association’s list that means the same; null: none is known that does. */
  @Column({type: 'integer', nullable: true}) esdId: number | null;
  @Column({type: 'text', nullable: true}) esdLabel: string | null;
  /** A regulated activity in law. Who needs what to offer it is in the rules. */
  @Column({type: 'boolean', default: false}) regulated: boolean;
  /** Of a council's own: the code of the general one whose rules hold for it too. */
  @Column({type: 'text', nullable: true}) regulatedAs: string | null;
  /** Of a council's own: when it said whether it is personal care; null: nobody has. */
  @InstantColumn({nullable: true}) personalCareSaidAt: Date | null;
}

/** That a listing offers a service. */
@Entity()
@Index(['serviceId'])
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class ListingService {
  @PrimaryColumn({type: 'uuid', primaryKeyConstraintName: 'listing_service_pkey'}) listingId: string;
  @PrimaryColumn({type: 'uuid', primaryKeyConstraintName: 'listing_service_pkey'})
  @ForeignKey('Service')
  serviceId: string;
  @CouncilId() councilId: string;
}

/** What the law wants of whom before they may offer a service: dated, with its source. */
@Entity()
@Check('regulation_rule_kind_check', `kind IN ('pa', 'provider')`)
@Check('regulation_rule_needs_check', `needs IN ('cqc_provider_id')`)
@Check('regulation_rule_ends_on_check', `ends_on >= starts_on`)
export class RegulationRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) serviceCode: string;
  @Column({type: 'text'}) kind: ListingKind;
  @Column({type: 'text'}) needs: 'cqc_provider_id';
  /** One worker alone, and no company, is outside it. */
  @Column({type: 'boolean', default: false}) sparesSoleTrader: boolean;
  /** What the person is told, and what they can do. */
  @Column({type: 'text'}) reason: string;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}
