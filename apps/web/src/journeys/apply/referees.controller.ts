import {Body, Controller, Get, Param, Post, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {ADDING_STATES, HandleReference, NameReferee} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {REFEREE_STATE_WORDS, RELATIONSHIP_WORDS} from '../../words/apply-words.js';
import {ApplyPages} from './apply-page.js';
import {REFERENCE_ITEMS, RefereeForm} from './referees.form.js';

const NAME = 'journeys/apply/referee';
const BOXES = {OWN_REFEREE: 'email', REFEREE_PLACE_TAKEN: 'name'};
const CAN_BE_REPLACED = ['named', 'asked', 'declined', 'unsuitable'];

/** Whom the council may ask about an applicant: a list of places, and a page for each. */
@Controller('apply/:id/referees/:requirement')
export class RefereesController {
  constructor(
    private readonly pages: ApplyPages,
    private readonly names: NameReferee,
    private readonly references: HandleReference,
  ) {}

  @Allow('application:open')
  @Get()
  @Render('journeys/apply/referees')
  async show(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
  ) {
    return this.page(request, principal, id, requirement);
  }

  @Allow('application:open')
  @Get(':number')
  @Render(NAME)
  async ask(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @Param('number') number: string,
  ) {
    const page = await this.page(request, principal, id, requirement);
    return {...page, place: placeOf(number, page.places.length), ...REFERENCE_ITEMS};
  }

  @Allow('application:open')
  @Post(':number')
  async name(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const list = await this.page(request, principal, id, requirement);
    const place = placeOf(number, list.places.length);
    const page = {...list, place, ...REFERENCE_ITEMS};
    const {form, errors, values} = readForm(RefereeForm, body);
    if (errors.length) return showAgain(reply, NAME, {...page, errors, values});
    const {name, email, phone, relationship, known_for: knownFor} = form;
    try {
      await this.names.run(principal, id, requirement, {number: place, name, email, phone, relationship, knownFor});
    } catch (error) {
      return showRefusal(reply, NAME, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/apply/${id}/referees/${requirement}`, 303);
  }

  @Allow('application:open')
  @Post(':referee/replace')
  async replace(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @IdParam('referee') refereeId: string,
    @Res() reply: FastifyReply,
  ) {
    await this.references.replace(principal, id, refereeId);
    return reply.redirect(`/apply/${id}/referees/${encodeURIComponent(requirement)}`, 303);
  }

  /** @throws NOT_FOUND also when the scheme asks for no such reference */
  private async page(request: FastifyRequest, principal: Principal, id: string, requirement: string) {
    const page = await this.pages.read(request, principal, id, 'referees');
    const task = page.apply.tasks.find((each) => each.kind === 'referees' && each.requirement?.code === requirement);
    const terms = task?.requirement;
    if (!terms) throw notFound('requirement');
    const places = Array.from({length: terms.needed}, (_, index) => {
      const referee = page.apply.referees.find((each) => each.requirement === requirement && each.number === index + 1);
      return {
        number: index + 1,
        referee: referee && {
          ...referee,
          stateWords: REFEREE_STATE_WORDS[referee.state],
          relationshipWords: RELATIONSHIP_WORDS[referee.relationship],
          replaceable: CAN_BE_REPLACED.includes(referee.state),
        },
      };
    });
    return {
      ...page,
      requirement,
      terms,
      places,
      canName: ADDING_STATES.includes(page.apply.state),
    };
  }
}

/** @throws NOT_FOUND for a place that there is not */
function placeOf(number: string, places: number): number {
  const place = /^[1-9]$/.test(number) ? Number(number) : 0;
  if (place < 1 || place > places) throw notFound('page');
  return place;
}
