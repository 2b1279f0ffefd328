import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id} from '@app/platform';

/** A course that a council takes for the training it asks for. */
@Entity()
@Unique(['councilId', 'title', 'provider', 'startsOn'])
@Check('training_course_title_check', `length(btrim(title)) BETWEEN 1 AND 200`)
@Check('training_course_provider_check', `length(btrim(provider)) BETWEEN 1 AND 100`)
@Check(
  'training_course_topics_check',
  `cardinality(topics) BETWEEN 1 AND 9 AND array_position(topics, NULL) IS NULL
   AND array_to_string(topics, ' ') ~ '^[a-z][a-z0-9_]{1,39}( [a-z][a-z0-9_]{1,39})*$'`,
)
@Check('training_course_valid_months_check', `valid_months BETWEEN 1 AND 600`)
@Check('training_course_ends_on_check', `ends_on >= starts_on`)
@Check('training_course_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class TrainingCourse {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) title: string;
  @Column({type: 'text'}) provider: string;
  /** Codes of the requirements that it answers; some may be asked for by no scheme yet. */
  @Column({type: 'text', array: true}) topics: string[];
  /** How long the course itself counts; null leaves it to the scheme. */
  @Column({type: 'smallint', nullable: true}) validMonths: number | null;
  /** Certificates issued from this day on count, */
  @DayColumn() startsOn: string;
  /** up to this one. What was issued before goes on counting. */
  @DayColumn({nullable: true}) endsOn: string | null;
  @Column({type: 'text'}) source: string;
  @CreatedAt() createdAt: Date;
}
