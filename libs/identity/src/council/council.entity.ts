import {Column, Entity} from 'typeorm';
import {CreatedAt, Id} from '@app/platform';

/** A tenant: everything that is not public belongs to one. */
@Entity()
export class Council {
  @Id() id: string;
  /** Short and lower case, for commands: `nottinghamshire`. */
  @Column({type: 'citext', unique: true}) code: string;
  /** As it signs its name: `Nottinghamshire County Council`. */
  @Column({type: 'text'}) name: string;
  /** The place it serves, for running text: `Nottinghamshire`. */
  @Column({type: 'text'}) area: string;
  /** Where people turn for help; shown on every page. */
  @Column({type: 'text'}) email: string;
  @Column({type: 'text'}) phone: string;
  /** When the phone is answered: `Monday to Friday, 9am to 5pm`. */
  @Column({type: 'text'}) phoneHours: string;
  @CreatedAt() createdAt: Date;
}
