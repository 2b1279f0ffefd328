import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadCouncilBudgets} from '@app/allocations';
import {Allow, Current, FindPeople, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const FIND = 'journeys/council-budgets/find';

class FindForm {
  @TextInput('Name or council number') name: string;
}

/** Whose budget it is about. A name is personal: it is sent like a form and never stands in an address. */
@Controller('council/budgets')
export class FindBudgetController {
  constructor(
    private readonly budgets: ReadCouncilBudgets,
    private readonly people: FindPeople,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(FIND)
  ask() {
    return {};
  }

  @Allow('budget:manage')
  @Post()
  async find(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FindForm, body);
    if (errors.length) return showAgain(reply, FIND, {errors, values});
    try {
      const found = await this.budgets.find(principal, form.name);
      const {people, more} = await this.people.run(principal, form.name);
      const holders = new Set(found.budgets.map((each) => each.holder.id));
      const without = people.filter((each) => !holders.has(each.id));
      return await reply.code(200).view(FIND, {values, found: {...found, without, more: found.more || more}});
    } catch (error) {
      return showRefusal(reply, FIND, {values}, error);
    }
  }
}
