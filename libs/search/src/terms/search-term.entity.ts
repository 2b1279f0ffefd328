import {Check, Column, Entity, Index} from 'typeorm';
import {DayColumn, Id, Reference} from '@app/platform';
import type {Meaning} from '../words/thesaurus.js';

/** Words that people use and what they mean, from a day on. Without a council: what all start with. */
@Entity()
@Index(['councilId'])
@Check('search_term_meaning_check', `meaning IN ('same', 'finds', 'quiet')`)
@Check('search_term_about_check', `about ~ '^(service|need|kind|gender):[a-z][a-z0-9_]{1,39}$'`)
@Check('search_term_words_check', `cardinality(words) BETWEEN 1 AND 200 AND array_position(words, NULL) IS NULL`)
@Check('search_term_ends_on_check', `ends_on >= starts_on`)
@Check('search_term_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('search_term_meaning_about_check', `(meaning = 'finds') = (about IS NOT NULL)`)
@Check('search_term_meaning_words_check', `meaning <> 'same' OR cardinality(words) > 1`)
export class SearchTerm {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) meaning: Meaning;
  /** What `finds` finds: `service:cleaning`, `need:dementia`, `kind:pa`, `gender:female`. */
  @Column({type: 'text', nullable: true}) about: string | null;
  @Column({type: 'text', array: true}) words: string[];
  @DayColumn() startsOn: string;
  /** The last day; null while it goes on. */
  @DayColumn({nullable: true}) endsOn: string | null;
  /** Where it is from: what people were heard to say, a document. */
  @Column({type: 'text'}) source: string;
}
