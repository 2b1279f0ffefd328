import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, Reference} from '@app/platform';
import type {RoleGroup} from '../access/roles.js';

/** How a council's staff, or its public, sign in, from a day on. A change is a new row: the old one stays readable. */
@Entity()
@Index(['councilId', 'roleGroup', 'startsOn'])
@Check('council_sign_in_role_group_check', `role_group IN ('staff', 'public')`)
@Check('council_sign_in_idle_minutes_check', `idle_minutes BETWEEN 5 AND 1440`)
@Check('council_sign_in_absolute_minutes_check', `absolute_minutes BETWEEN 15 AND 43200`)
@Check('council_sign_in_fresh_minutes_check', `fresh_minutes BETWEEN 1 AND 60`)
@Check('council_sign_in_link_minutes_check', `link_minutes BETWEEN 5 AND 60`)
@Check('council_sign_in_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('council_sign_in_absolute_minutes_idle_minutes_check', `absolute_minutes >= idle_minutes`)
export class CouncilSignIn {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) roleGroup: RoleGroup;
  @DayColumn() startsOn: string;
  /** Whether they may use a password or a link of ours, beside what an OpenID Connect issuer says. */
  @Column({type: 'boolean'}) localAccounts: boolean;
  @Column({type: 'boolean'}) secondFactor: boolean;
  /** How long a session may rest, and last at all. */
  @Column({type: 'integer'}) idleMinutes: number;
  @Column({type: 'integer'}) absoluteMinutes: number;
  /** How long a sign-in counts as fresh, for what asks for one. */
  @Column({type: 'integer'}) freshMinutes: number;
  /** How long an e-mailed link to sign in, or for a new password, works. */
  @Column({type: 'integer', default: 10}) linkMinutes: number;
  /** Where the rule comes from. */
  @Column({type: 'text'}) source: string;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @CreatedAt() createdAt: Date;
}
