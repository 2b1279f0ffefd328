import {Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {ApplicationState} from './application.state.js';

/** When an application came into a state; written by the database alone. */
@Entity()
@Index(['applicationId', 'at'])
@Index(['councilId', 'at'])
export class ApplicationStage {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  @Column({type: 'text'}) state: ApplicationState;
  @InstantColumn() at: Date;
}
