import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {CouncilServices} from '@app/listings';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/listing-rules/kinds-of-help';
const BOXES = {esd_id: 'type', esd_label: 'label', personal_care: 'care'};
const YES_NO = words([
  {value: 'yes', text: 'Yes'},
  {value: 'no', text: 'No'},
]);

class KindForm {
  @TextInput('Name', {max: 80})
  name: string;

  @TextInput('What it is', {max: 300})
  description: string;

  @ChoiceInput('Whether it is personal care', ['yes', 'no'])
  care: string;

  @NumberInput('Number of the service type', {least: 1, most: 99_999, optional: true})
  type: number | null;

  @TextInput('Name of the service type', {max: 120, optional: true})
  label: string | null;
}

/** What can be offered here: what there is everywhere, and what the council adds. */
@Controller('council/listing-rules/kinds-of-help')
export class KindsOfHelpController {
  constructor(private readonly kinds: CouncilServices) {}

  @Allow('scheme:configure')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    return {kinds: await this.kinds.list(principal), yesNo: YES_NO, done: done === 'added'};
  }

  @Allow('scheme:configure')
  @Post()
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(KindForm, body);
    const page = {kinds: await this.kinds.list(principal), yesNo: YES_NO, values};
    if (errors.length) return showAgain(reply, VIEW, {...page, errors});
    const {name, description, care, type, label} = form;
    const given = type !== null || label !== null;
    try {
      const esd = given ? {esdId: type ?? 0, esdLabel: label ?? ''} : null;
      await this.kinds.add(principal, {name, description, type: esd, personalCare: care === 'yes'});
    } catch (error) {
      return showRefusal(reply, VIEW, page, error, BOXES);
    }
    return reply.redirect('/council/listing-rules/kinds-of-help?done=added', 303);
  }
}
