import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {EmploymentRates, RATE_CODES, RATE_UNITS, type RateCode} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {exampleOf} from '../council/example-day.js';
import {RATE_WORDS, shownRate} from './pa-cost.presenter.js';

const VIEW = 'journeys/employing/rates';
const BOXES = {starts_on: 'starts-day', RULE_EXISTS: 'starts-day', value: 'value'};

class RateForm {
  @ChoiceInput('Which rate', RATE_CODES) code: RateCode;
  @NumberInput('Figure', {most: 1_000_000, decimals: 2}) value: number;
  @DayInput('First day') starts: Day;
  @TextInput('Source', {max: 500}) source: string;
}

/** The figures that employing a PA is worked out with: of the law, and what the council knows of insurance and payroll. */
@Controller('council/employment-rates')
export class EmploymentRatesController {
  constructor(
    private readonly rates: EmploymentRates,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    return {...(await this.page(principal)), done: done === 'set'};
  }

  @Allow('scheme:configure')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(RateForm, body);
    const page = await this.page(principal);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {code, starts: startsOn, source} = form;
      const whole = ['years', 'days'].includes(RATE_UNITS[code]);
      const value = whole ? form.value : Math.round(form.value * 100);
      await this.rates.add(principal, {code, value, startsOn, source});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect('/council/employment-rates?done=set', 303);
  }

  private async page(principal: Principal) {
    const rates = await this.rates.list(principal);
    return {
      rates: rates.map((each) => ({...each, name: RATE_WORDS[each.code], shown: shownRate(each.code, each.value)})),
      codes: RATE_CODES.map((value) => ({value, text: RATE_WORDS[value]})),
      example: exampleOf(addDays(londonDay(this.clock.now()), 14)),
    };
  }
}
