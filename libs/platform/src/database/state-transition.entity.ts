import {Entity, PrimaryColumn} from 'typeorm';

/** The database's copy of the state machines; the trigger `enforce_state_transition` reads it. */
@Entity()
export class StateTransition {
  @PrimaryColumn({type: 'text'}) machine: string;
  @PrimaryColumn({type: 'text'}) fromState: string;
  @PrimaryColumn({type: 'text'}) toState: string;
}
