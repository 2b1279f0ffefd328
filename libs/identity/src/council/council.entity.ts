import {Column, Entity} from 'typeorm';
import {CreatedAt, Id} from '@app/platform';

/** A tenant: everything that is not public belongs to one. */
@Entity()
export class Council {
  @Id() id: string;
  /** Short and lower case, for commands: `nottinghamshire`. */
  @Column({type: 'citext', unique: true}) code: string;
  @Column({type: 'text'}) name: string;
  @CreatedAt() createdAt: Date;
}
