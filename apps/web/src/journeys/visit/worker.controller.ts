import {Body, Controller, Post, Res} from '@nestjs/common';
import {NameWorker, ReadVisit} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {visitPage} from './visit.presenter.js';

const VIEW = 'journeys/visit/visit';

/** Who of an enterprise comes to a visit. */
@Controller('visits/:id/worker')
export class WorkerController {
  constructor(
    private readonly visits: ReadVisit,
    private readonly names: NameWorker,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:answer')
  @Post()
  async name(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const visit = await this.visits.one(principal, id);
    const page = {...visitPage(visit, this.clock.now()), coverId: null, done: null};

    class PersonForm {
      @ChoiceInput('Who comes', visit.couldCome.map((each) => each.id), {optional: true})
      person: string | null;
    }

    const {form, errors, values} = readForm(PersonForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.names.run(principal, id, form.person);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, {person_id: 'person'});
    }
    return reply.redirect(`/visits/${id}`, 303);
  }
}
