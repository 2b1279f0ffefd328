import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';
import type {Scope} from './scopes.js';

const KNOWN = `ARRAY['allocations:import', 'register:import', 'figures:read']`;

/** A system of the council's that calls the API by itself. What it does is recorded as done by a person of its name. */
@Entity()
@Index(['councilId'])
@Check('machine_client_name_check', `length(btrim(name)) BETWEEN 1 AND 80`)
@Check('machine_client_scopes_check', `scopes <> '{}' AND scopes <@ ${KNOWN}`)
export class MachineClient {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text', array: true}) scopes: Scope[];
  @Reference('person') createdBy: string;
  @CreatedAt() createdAt: Date;
  /** To the minute. */
  @InstantColumn({nullable: true}) lastUsedAt: Date | null;
  @InstantColumn({nullable: true}) revokedAt: Date | null;
  @Reference('person', {nullable: true}) revokedBy: string | null;
}

/** What a client proves itself with. Two at most count at once, so that one follows the other without a break. */
@Entity()
@Index(['clientId'])
@Check('machine_secret_hint_check', `length(hint) = 4`)
export class MachineSecret {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('machine_client') clientId: string;
  /** SHA-256: it is random, and long. */
  @Column({type: 'bytea', unique: true}) secretHash: Buffer;
  /** Its last four letters, to tell two apart. */
  @Column({type: 'text'}) hint: string;
  @CreatedAt() createdAt: Date;
  @InstantColumn({nullable: true}) lastUsedAt: Date | null;
  @InstantColumn({nullable: true}) endedAt: Date | null;
}

/** What a client was given for half an hour. */
@Entity()
@Index(['clientId'])
export class MachineToken {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('machine_client') clientId: string;
  @Reference('machine_secret') secretId: string;
  @Column({type: 'bytea', unique: true}) tokenHash: Buffer;
  @Column({type: 'text', array: true}) scopes: Scope[];
  @CreatedAt() createdAt: Date;
  @InstantColumn() expiresAt: Date;
}
