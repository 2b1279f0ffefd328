import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** What an officer writes down for colleagues. Only ever added; the applicant never sees it on a page of theirs. */
@Entity()
@Index(['applicationId'])
@Check('application_note_text_check', `length(btrim(text)) BETWEEN 1 AND 4000`)
export class ApplicationNote {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  @Column({type: 'text'}) text: string;
  @Reference('person') writtenBy: string;
  @InstantColumn({default: () => 'now()'}) writtenAt: Date;
}
