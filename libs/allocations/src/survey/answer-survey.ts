import {Injectable} from '@nestjs/common';
import {requirePermission, type Principal} from '@app/identity';
import {Clock, DomainError, forbidden, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {SURVEY_ANSWERS, SURVEY_QUESTIONS, type SurveyAnswer, type SurveyQuestion} from './survey.entity.js';

export type SurveyCounts = {question: SurveyQuestion; better: number; same: number; worse: number}[];

/** A short survey of what a budget has changed, answered by the person whose it is, once a quarter, without their name. */
@Injectable()
export class AnswerSurvey {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Nothing is written into the trail: it would say who answered when. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, SURVEY_DONE */
  async run(principal: Principal, given: Partial<Record<SurveyQuestion, SurveyAnswer>>): Promise<void> {
    requirePermission(principal, 'budget:read');
    if (principal.actingFor) throw forbidden('Only the person themselves answers this. You may help them with it.');
    const answers = SURVEY_QUESTIONS.map((question) => given[question] ?? '');
    if (answers.every((answer) => answer === '')) {
      throw invalid({field: SURVEY_QUESTIONS[0], message: 'Answer one of the questions at least.'});
    }
    const {councilId, personId} = principal;
    const quarter = quarterOf(londonDay(this.clock.now()));
    try {
      await this.uow.run(councilId, async (tx) => {
        const [own] = await tx.query<{adult: boolean | null}[]>(
          `SELECT bool_or(kind = 'adult') AS adult FROM budget WHERE holder_id = $1`,
          [personId],
        );
        if (own?.adult === null || own === undefined) throw notFound('budget');
        await tx.query(
          `INSERT INTO survey_answered (id, council_id, person_id, quarter) VALUES (gen_random_uuid(), $1, $2, $3)`,
          [...[councilId, personId, quarter]],
        );
        await tx.query(
          `INSERT INTO outcome_survey (id, council_id, quarter, who, answers) VALUES (gen_random_uuid(), $1, $2, $3, $4)`,
          [...[councilId, quarter, own.adult ? 'holder' : 'carer', answers]],
        );
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'survey_answered_person_id_quarter_key') throw error;
      throw new DomainError('conflict', 'SURVEY_DONE', 'You have answered this quarter already. Thank you.');
    }
  }

  /** How often each answer was given in the quarters that begin in the time. */
  counts(tx: Tx, from: Day, to: Day): Promise<SurveyCounts> {
    return tx.query<SurveyCounts>(
      `SELECT q.code AS question, ${SURVEY_ANSWERS.map((each) => `count(*) FILTER (WHERE s.answers[q.place] = '${each}') AS ${each}`).join()}
       FROM unnest($3::text[]) WITH ORDINALITY AS q (code, place)
       LEFT JOIN outcome_survey s ON s.quarter BETWEEN $1 AND $2 GROUP BY q.code, q.place ORDER BY q.place`,
      [quarterOf(from), to, SURVEY_QUESTIONS],
    );
  }
}

/** The first day of the quarter. */
function quarterOf(day: Day): Day {
  const [year = '', month = ''] = day.split('-');
  return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
}
