import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {Circumstance} from '../scheme/requirement-kinds.js';
import type {Channel} from '../apply/channels.js';
import type {ApplicationState} from './application.state.js';

/** A member's application under one version of a scheme. A member has one open application at a time. */
@Entity()
@Index(['memberId'])
@Index(['schemeVersionId'])
@Index(['councilId', 'state', 'submittedAt'])
@Index('application_queue_idx', {synchronize: false})
@Index('application_handler_idx', {synchronize: false})
@Index('application_stage_idx', ['councilId', 'state', 'stateSince'], {
  where: `state IN ('submitted', 'in_checks', 'ready', 'deferred')`,
})
@Index('application_assigned_to_idx', ['assignedTo'], {where: 'assigned_to IS NOT NULL'})
@Index('application_open_key', ['memberId'], {
  unique: true,
  where: `state IN ('draft', 'submitted', 'in_checks', 'ready', 'deferred')`,
})
@Check('application_channel_check', `channel IN ('online', 'meeting', 'phone', 'paper')`)
@Check(
  'application_circumstances_check',
  `circumstances <@ ARRAY['self_employed', 'drives', 'regulated_activity', 'no_regulated_activity']`,
)
@Check(
  'application_state_check',
  `state IN ('draft', 'submitted', 'in_checks', 'ready', 'deferred', 'approved', 'declined', 'withdrawn')`,
)
@Check('application_deferred_until_check', `(deferred_until IS NOT NULL) = (state = 'deferred')`)
@Check(
  'application_submitted_at_check',
  `submitted_at IS NOT NULL AND submitted_by IS NOT NULL OR state IN ('draft', 'withdrawn')`,
)
export class Application {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Reference('scheme_version') schemeVersionId: string;
  /** What the applicant says of their work; some requirements depend on it. */
  @Column({type: 'text', array: true, default: '{}'}) circumstances: Circumstance[];
  /** How it reached the council; while an officer writes for the applicant, how they are told. */
  @Column({type: 'text', default: 'online'}) channel: Channel;
  @Column({type: 'text', default: 'draft'}) state: ApplicationState;
  @Reference('person') openedBy: string;
  @InstantColumn({default: () => 'now()'}) openedAt: Date;
  @Reference('person', {nullable: true}) submittedBy: string | null;
  @InstantColumn({nullable: true}) submittedAt: Date | null;
  @InstantColumn({nullable: true}) readyAt: Date | null;
  /** When it was decided or withdrawn. */
  @InstantColumn({nullable: true}) closedAt: Date | null;
  /** When it came into the state that it is in. */
  @InstantColumn({default: () => 'now()'}) stateSince: Date;
  /** The day on which it is in the queue again; null unless it is deferred. */
  @DayColumn({nullable: true}) deferredUntil: string | null;
  /** Who handles it; null while nobody in particular does. */
  @Reference('person', {nullable: true}) assignedTo: string | null;
  /** Taken over from the council's former register. */
  @Reference('register_import', {nullable: true}) registerImportId: string | null;
  /** When a retention rule removed what was said in it. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
