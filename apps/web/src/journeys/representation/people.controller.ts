import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, FindPeople, ReadRepresentations, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {personPage, recordCard} from './representation.presenter.js';

const FIND = 'journeys/representation/find';

class FindForm {
  @TextInput('Name or council number') name: string;
}

/** People of the council, who acts for whom, and what is to be looked at again. */
@Controller('council')
export class CouncilPeopleController {
  constructor(
    private readonly finds: FindPeople,
    private readonly reads: ReadRepresentations,
  ) {}

  @Allow('representation:record')
  @Get('acting')
  @Render(FIND)
  ask() {
    return {};
  }

  /** A name is personal, so it is sent like a form and never stands in an address. */
  @Allow('representation:record')
  @Post('acting')
  async find(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FindForm, body);
    if (errors.length) return showAgain(reply, FIND, {errors, values});
    try {
      return await reply.code(200).view(FIND, {values, found: await this.finds.run(principal, form.name)});
    } catch (error) {
      return showRefusal(reply, FIND, {values}, error);
    }
  }

  @Allow('representation:record')
  @Get('acting/:id')
  @Render('journeys/representation/person')
  async person(@Current() principal: Principal, @IdParam() id: string) {
    return personPage(await this.reads.ofPerson(principal, id), principal);
  }

  @Allow('representation:record')
  @Get('acting-due')
  @Render('journeys/representation/due')
  async due(@Current() principal: Principal) {
    return {due: (await this.reads.due(principal)).map(recordCard)};
  }
}
