import {Check, Column, Entity, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, DayColumn, Reference} from '@app/platform';

/** What a budget may have changed: as POET asks. */
export const SURVEY_QUESTIONS = [
  'dignity',
  'control',
  'support',
  'independence',
  'mind',
  'body',
  'safety',
  'others',
] as const;
export type SurveyQuestion = (typeof SURVEY_QUESTIONS)[number];
export const SURVEY_ANSWERS = ['better', 'same', 'worse'] as const;
export type SurveyAnswer = (typeof SURVEY_ANSWERS)[number];

/** By chance, and not by the time as elsewhere. */
const RandomId = () => PrimaryColumn({type: 'uuid'});

/** Answers of somebody, of whom nothing is kept but whether they hold a budget or care: neither who nor when. */
@Entity()
@Index(['councilId', 'quarter'])
@Check('outcome_survey_who_check', `who IN ('holder', 'carer')`)
@Check('outcome_survey_answers_check', `one for each question`)
export class OutcomeSurvey {
  @RandomId() id: string;
  @CouncilId() councilId: string;
  @DayColumn() quarter: string;
  @Column({type: 'text'}) who: 'holder' | 'carer';
  /** In the order of the questions; an empty one was left out. */
  @Column({type: 'text', array: true}) answers: (SurveyAnswer | '')[];
}

/** That somebody has answered this quarter, apart from what. */
@Entity()
@Index('survey_answered_person_id_quarter_key', ['personId', 'quarter'], {unique: true})
export class SurveyAnswered {
  @RandomId() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @DayColumn() quarter: string;
}
