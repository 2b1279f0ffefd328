import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/**
 * Something that an officer worries about, for people's safety. Nothing of it, nor that there is one, is for the
 * member or in anything that others read.
 */
@Entity()
@Index(['memberId'])
@Index(['suspensionId'])
@Index('concern_open_idx', ['councilId', 'recordedAt'], {where: 'closed_at IS NULL'})
@Check('concern_text_check', `length(btrim(text)) BETWEEN 1 AND 4000`)
@Check('concern_closing_note_check', `length(btrim(closing_note)) BETWEEN 1 AND 4000`)
@Check(
  'concern_closed_at_check',
  `(closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closing_note IS NULL)`,
)
export class Concern {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  /** Read only by what records the reading. */
  @Column({type: 'text', select: false}) text: string;
  /** The suspension that came with it, if one did. */
  @Reference('suspension', {nullable: true}) suspensionId: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @Column({type: 'text', nullable: true, select: false}) closingNote: string | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
}
