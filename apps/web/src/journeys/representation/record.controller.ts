import {Body, Controller, Get, Param, Post, Render, Res} from '@nestjs/common';
import {
  Allow,
  Current,
  FindPeople,
  ReadRepresentations,
  RecordRepresentation,
  REPRESENTATION_KINDS,
  type PersonRecord,
  type Principal,
  type RepresentationKind,
} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {BOXES, RecordForm, toRepresentation} from './record.form.js';
import {kindItems, recordPage} from './record.presenter.js';

const WHO = 'journeys/representation/record-who';
const FACTS = 'journeys/representation/record';

class WhoForm {
  @ChoiceInput('What they are', REPRESENTATION_KINDS) kind: RepresentationKind;
  @TextInput('Name of who acts for them') name: string;
}

/** Writes down who acts for somebody: as what and who, then what it rests on and how far it reaches. */
@Controller('council/acting/:id/representation')
export class RecordController {
  constructor(
    private readonly finds: FindPeople,
    private readonly reads: ReadRepresentations,
    private readonly records: RecordRepresentation,
  ) {}

  @Allow('representation:record')
  @Get()
  @Render(WHO)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return {person: (await this.reads.ofPerson(principal, id)).person, kinds: kindItems()};
  }

  @Allow('representation:record')
  @Post()
  async who(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const record = await this.reads.ofPerson(principal, id);
    const page = {person: record.person, kinds: kindItems()};
    const {form, errors, values} = readForm(WhoForm, body);
    if (errors.length) return showAgain(reply, WHO, {...page, errors, values});
    try {
      const next = await this.page(principal, record, form.kind, form.name);
      if (next.people.length) return await reply.code(200).view(FACTS, next);
      return await showAgain(
        reply,
        WHO,
        {...page, errors: [{field: 'name', message: 'We know nobody of this name'}], values},
        404,
      );
    } catch (error) {
      return showRefusal(reply, WHO, {...page, values}, error);
    }
  }

  @Allow('representation:record')
  @Post(':kind')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('kind') kind: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    if (!isKind(kind)) throw notFound('page');
    const record = await this.reads.ofPerson(principal, id);
    const {form, errors, values} = readForm(RecordForm, body);
    const page = {...(await this.page(principal, record, kind, nameIn(values))), values};
    if (errors.length) return showAgain(reply, FACTS, {...page, errors});
    if (!isUUID(form.representative)) throw notFound('person');
    try {
      const organisation = form.organisation ? await this.finds.organisation(principal, form.organisation) : null;
      await this.records.run(principal, id, toRepresentation(kind, form, organisation));
    } catch (error) {
      return showRefusal(reply, FACTS, page, error, BOXES);
    }
    return reply.redirect(`/council/acting/${id}`, 303);
  }

  private async page(principal: Principal, record: PersonRecord, kind: RepresentationKind, name: string) {
    const {people} = name.trim().length > 1 ? await this.finds.run(principal, name) : {people: []};
    return recordPage(record, kind, name, people);
  }
}

const isKind = (kind: string): kind is RepresentationKind => (REPRESENTATION_KINDS as readonly string[]).includes(kind);

function nameIn({name}: TypedValues): string {
  return typeof name === 'string' ? name : '';
}
