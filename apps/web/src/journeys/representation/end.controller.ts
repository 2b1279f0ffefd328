import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, EndRepresentation, ReadRepresentations, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {recordCard} from './representation.presenter.js';

const VIEW = 'journeys/representation/end';

class EndForm {
  @TextInput('Reason', {max: 500}) reason: string;
}

/** Ends what somebody may do for somebody, at once. */
@Controller('council/acting/:person/representations/:id/end')
export class EndController {
  constructor(
    private readonly reads: ReadRepresentations,
    private readonly ends: EndRepresentation,
  ) {}

  @Allow('representation:record')
  @Get()
  @Render(VIEW)
  ask(@Current() principal: Principal, @IdParam('person') person: string, @IdParam() id: string) {
    return this.page(principal, person, id);
  }

  @Allow('representation:record')
  @Post()
  async end(
    @Current() principal: Principal,
    @IdParam('person') person: string,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, person, id);
    const {form, errors, values} = readForm(EndForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.ends.byStaff(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect(`/council/acting/${person}`, 303);
  }

  private async page(principal: Principal, personId: string, id: string) {
    const {person, representatives} = await this.reads.ofPerson(principal, personId);
    const found = representatives.find((each) => each.id === id);
    if (!found) throw notFound('record');
    return {person, each: recordCard(found)};
  }
}
