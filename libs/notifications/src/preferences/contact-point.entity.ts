import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {PointKind} from './choices.js';

/** Where somebody is reached: an e-mail address, a phone number (E.164), or the lines of a postal address. */
@Entity()
@Unique(['personId', 'kind'])
@Check('contact_point_kind_check', `kind IN ('email', 'phone', 'address')`)
@Check(
  'contact_point_value_check',
  `CASE kind WHEN 'email' THEN value ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(value) <= 254
             WHEN 'phone' THEN value ~ '^\\+[1-9][0-9]{6,14}$'
             ELSE length(value) <= 600 AND value ~ '[^[:space:]]' END`,
)
export class ContactPoint {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'text'}) kind: PointKind;
  @Column({type: 'text'}) value: string;
  /** When something came back from it; null again once it is changed. */
  @InstantColumn({nullable: true}) failedAt: Date | null;
}
