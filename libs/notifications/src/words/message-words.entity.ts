import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** A council's own words for one message: each change is a version more. Without subject and body it is the usual words again. */
@Entity()
@Unique('message_words_version_key', ['councilId', 'template', 'format', 'language', 'version'])
@Check('message_words_template_check', `template ~ '^[a-z_]{1,60}$'`)
@Check('message_words_format_check', `format IN ('standard', 'easy_read')`)
@Check('message_words_language_check', `language ~ '^[a-z]{2,3}$'`)
@Check('message_words_version_check', `version >= 1`)
@Check('message_words_subject_check', `length(subject) BETWEEN 1 AND 200 AND subject !~ '[[:cntrl:]]'`)
@Check('message_words_body_check', `length(body) BETWEEN 1 AND 5000`)
@Check('message_words_both_check', `(subject IS NULL) = (body IS NULL)`)
export class MessageWords {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) template: string;
  @Column({type: 'text'}) format: 'standard' | 'easy_read';
  @Column({type: 'text', default: 'en'}) language: string;
  @Column({type: 'integer'}) version: number;
  @Column({type: 'text', nullable: true}) subject: string | null;
  @Column({type: 'text', nullable: true}) body: string | null;
  @InstantColumn({default: () => 'now()'}) writtenAt: Date;
  @Reference('person') writtenBy: string;
}
