import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {AnswerSurvey, SURVEY_ANSWERS, SURVEY_QUESTIONS, type SurveyAnswer, type SurveyQuestion} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showRefusal} from '../../forms/show-again.js';
import {textIn} from '../../forms/typed-input.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/survey/survey';

const QUESTION_WORDS: Record<SurveyQuestion, string> = words({
  dignity: 'Being treated with respect',
  control: 'Having a say over my life',
  support: 'Having a say over my support',
  independence: 'Doing as much as I want by myself',
  mind: 'How I feel in myself',
  body: 'How my body is',
  safety: 'Feeling safe, at home and outside',
  others: 'Family, friends and the people around me',
});

const ANSWER_WORDS: Record<SurveyAnswer, string> = words({better: 'Better', same: 'The same', worse: 'Worse'});

class SurveyForm {}

/** What a budget has changed, without a name. */
@Controller('budget/survey')
export class SurveyController {
  constructor(private readonly answers: AnswerSurvey) {}

  @Allow('budget:read')
  @Get()
  @Render(VIEW)
  ask(@Query('done') done: unknown) {
    return {...page(), done: done === 'yes'};
  }

  @Allow('budget:read')
  @Post()
  async answer(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {values} = readForm(SurveyForm, body);
    const given = Object.fromEntries(
      SURVEY_QUESTIONS.flatMap((question) => {
        const answer = SURVEY_ANSWERS.find((each) => each === textIn(values, question));
        return answer ? [[question, answer]] : [];
      }),
    );
    try {
      await this.answers.run(principal, given);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page(), values}, error, {dignity: 'dignity'});
    }
    return reply.redirect('/budget/survey?done=yes', 303);
  }
}

function page() {
  return {
    questions: SURVEY_QUESTIONS.map((name) => ({name, text: QUESTION_WORDS[name]})),
    answers: SURVEY_ANSWERS.map((value) => ({value, text: ANSWER_WORDS[value]})),
  };
}
