import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, Reference} from '@app/platform';
import type {Role} from './roles.js';

/**
 * A role, from a day to a last day; null while it goes on. One that follows an issuer's claim may end the day before
 * it began: it was taken back on its first day.
 */
@Entity()
@Index(['personId'])
@Check('role_grant_ends_on_check', `ends_on >= starts_on - 1`)
export class RoleGrant {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'text'}) role: Role;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
  /** The issuer whose claim gives it; null when the council gave it by hand. */
  @Reference('identity_provider', {nullable: true}) providerId: string | null;
}
