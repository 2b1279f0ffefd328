import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {ChangePayers, ReadEngagements, type NewPayers} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, PercentInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {lineErrors, SHARE_BOXES, splitsOf} from '../book/book-request.js';
import {lineChoices} from '../book/book.presenter.js';

const VIEW = 'journeys/terms/payers';

class PayersForm {
  @DayInput('First day') from: Day;
  @TextInput('Budget line') line: string;
  @ChoiceInput('Number of lines that pay', ['one', 'two'], {optional: true}) sharing: 'one' | 'two' | null;
  @TextInput('Second budget line', {optional: true}) second: string | null;
  @PercentInput('Share of the second line', {optional: true}) share: number | null;
  @TextInput('Third budget line', {optional: true}) third: string | null;
  @PercentInput('Share of the third line', {optional: true}) third_share: number | null;
}

/** From a day on another budget pays, as when the NHS takes over. The PA keeps coming. */
@Controller('agreements/:id/payers')
export class PayersController {
  constructor(
    private readonly engagements: ReadEngagements,
    private readonly budgets: ReadBudgets,
    private readonly payers: ChangePayers,
  ) {}

  @Allow('booking:request')
  @Get()
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.view(VIEW, {...(await this.page(principal, id)), values: {sharing: 'one'}});
  }

  @Allow('booking:request')
  @Post()
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors: found, values} = readForm(PayersForm, body);
    const errors = found.filter(({field}) => form.sharing === 'two' || !SHARE_BOXES.includes(field));
    const lineIds = page.lineChoices.map(({value}) => value);
    if (!errors.length) errors.push(...lineErrors(form, lineIds));
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const to: NewPayers = {fromDay: form.from, splits: splitsOf(form)};
    try {
      if (values.step !== 'change') {
        const effect = await this.payers.preview(principal, id, to);
        return await reply.code(200).view(VIEW, {...page, values, effect, from: form.from});
      }
      await this.payers.run(principal, id, to);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {from_day: 'from-day', splits: 'line'});
    }
    return reply.redirect(`/agreements/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const agreement = await this.engagements.one(principal, id);
    if (agreement.holder.id !== (principal.actingFor?.personId ?? principal.personId)) throw notFound('agreement');
    return {agreement, lineChoices: lineChoices(await this.budgets.lines(principal))};
  }
}
