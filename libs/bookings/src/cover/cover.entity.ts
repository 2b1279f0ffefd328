import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {CoverAskState} from './cover-ask.state.js';
import type {CoverRequestState} from './cover-request.state.js';

/** How long each contact has to answer, before the next one is asked. */
@Entity()
@Index('cover_rule_council_id_starts_on_key', ['councilId', 'startsOn'], {unique: true})
@Check('cover_rule_answer_minutes_check', `answer_minutes BETWEEN 5 AND 1440`)
@Check('cover_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class CoverRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'integer'}) answerMinutes: number;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}

/** Who was to come to a visit cannot, and others are asked. The visit and its money stay until one of them says yes. */
@Entity()
@Index('cover_request_open_key', ['visitId'], {unique: true, where: `state IN ('asking', 'nobody')`})
@Index(['visitId'])
@Index(['coverVisitId'])
@Check('cover_request_state_check', `state IN ('asking', 'covered', 'nobody', 'withdrawn')`)
@Check('cover_request_side_check', `side IN ('holder', 'worker', 'duty')`)
@Check('cover_request_answer_minutes_check', `answer_minutes BETWEEN 5 AND 1440`)
@Check('cover_request_ended_check', `(ended_at IS NULL) = (state IN ('asking', 'nobody'))`)
@Check('cover_request_cover_check', `cover_visit_id IS NULL OR state = 'covered'`)
export class CoverRequest {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('visit') visitId: string;
  @Column({type: 'text', default: 'asking'}) state: CoverRequestState;
  @Column({type: 'text'}) side: 'holder' | 'worker' | 'duty';
  @Reference('person') askedBy: string;
  @Column({type: 'integer'}) answerMinutes: number;
  @CreatedAt() createdAt: Date;
  @InstantColumn({nullable: true}) endedAt: Date | null;
  /** The visit of whoever comes instead; null where a friend does. */
  @Reference('visit', {nullable: true}) coverVisitId: string | null;
}

/** One of those who are asked, in their order, as they were named when the asking began. */
@Entity()
@Unique('cover_ask_request_id_position_key', ['requestId', 'position'])
@Index('cover_ask_accepted_key', ['requestId'], {unique: true, where: `state = 'accepted'`})
@Index(['listingId'])
@Check('cover_ask_position_check', `position BETWEEN 1 AND 3`)
@Check('cover_ask_kind_check', `kind IN ('pa', 'provider', 'friend')`)
@Check('cover_ask_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('cover_ask_phone_check', `length(btrim(phone)) BETWEEN 1 AND 40`)
@Check('cover_ask_state_check', `state IN ('waiting', 'asked', 'accepted', 'declined', 'timed_out', 'skipped')`)
@Check(
  'cover_ask_asked_check',
  `(asked_at IS NULL) = (answer_by IS NULL) AND (asked_at IS NOT NULL OR state IN ('waiting', 'skipped'))`,
)
export class CoverAsk {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('cover_request') requestId: string;
  @Column({type: 'smallint'}) position: number;
  @Column({type: 'text'}) kind: 'pa' | 'provider' | 'friend';
  /** Where they can be asked and booked here; without it somebody rings them. */
  @Reference('listing', {nullable: true}) listingId: string | null;
  @Column({type: 'text'}) name: string;
  /** Emptied when the asking is over. */
  @Column({type: 'text', nullable: true}) phone: string | null;
  @Column({type: 'text', default: 'waiting'}) state: CoverAskState;
  @InstantColumn({nullable: true}) askedAt: Date | null;
  @InstantColumn({nullable: true}) answerBy: Date | null;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
}
