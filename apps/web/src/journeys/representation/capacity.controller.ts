import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, AREAS, Current, ReadRepresentations, RecordCapacity, type Area, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AREA_WORDS, OUTCOME_WORDS} from '../../words/representation-words.js';

const VIEW = 'journeys/representation/capacity';
const OUTCOMES = ['lacks', 'has'] as const;
const BOXES = {assessed_on: 'assessed-day', assessed_by: 'assessor', review_on: 'review-day'};

class CapacityForm {
  @ChoiceInput('Kind of decision', AREAS) area: Area;
  @TextInput('Which decision', {max: 500}) decision: string;
  @DayInput('Day of the assessment') assessed: string;
  @TextInput('Who assessed it') assessor: string;
  @ChoiceInput('What it came to', OUTCOMES) outcome: (typeof OUTCOMES)[number];
  @DayInput('Day to look at it again', {optional: true}) review: string | null;
}

/** What an assessment of capacity came to: for one decision, on one day. */
@Controller('council/acting/:id/capacity')
export class CapacityController {
  constructor(
    private readonly reads: ReadRepresentations,
    private readonly records: RecordCapacity,
  ) {}

  @Allow('representation:record')
  @Get()
  @Render(VIEW)
  ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('representation:record')
  @Post()
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(CapacityForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.records.run(principal, id, {
        area: form.area,
        decision: form.decision,
        assessedOn: form.assessed,
        assessedBy: form.assessor,
        outcome: form.outcome,
        reviewOn: form.review,
      });
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/council/acting/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const {person} = await this.reads.ofPerson(principal, id);
    return {
      person,
      areas: AREAS.map((area) => ({value: area, text: AREA_WORDS[area]})),
      outcomes: OUTCOMES.map((outcome) => ({value: outcome, text: OUTCOME_WORDS[outcome]})),
    };
  }
}
