import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, Reference} from '@app/platform';
import type {Role} from './roles.js';

/** A role, from a day to a last day; null while it goes on. */
@Entity()
@Index(['personId'])
@Check('role_grant_ends_on_check', `ends_on >= starts_on`)
export class RoleGrant {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'text'}) role: Role;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}
