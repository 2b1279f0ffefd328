import {Body, Controller, Get, Param, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {CouncilServices} from '@app/listings';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/listing-rules/kinds-of-help';
const SAY = 'journeys/listing-rules/personal-care';
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

class CareForm {
  @ChoiceInput('Whether it is personal care', ['yes', 'no'])
  care: string;
}

/** What can be offered here: what there is everywhere, and what the council adds. */
@Controller('council/listing-rules/kinds-of-help')
export class KindsOfHelpController {
  constructor(private readonly kinds: CouncilServices) {}

  @Allow('scheme:configure')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done: unknown) {
    return {
      kinds: await this.kinds.list(principal),
      yesNo: YES_NO,
      done: ['added', 'said'].find((each) => each === done),
    };
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

  /** Of one that was added before this was asked. */
  @Allow('scheme:configure')
  @Get(':code')
  @Render(SAY)
  async ask(@Current() principal: Principal, @Param('code') code: string) {
    return {kind: await this.unsaid(principal, code), yesNo: YES_NO};
  }

  @Allow('scheme:configure')
  @Post(':code')
  async say(
    @Current() principal: Principal,
    @Param('code') code: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(CareForm, body);
    const page = {kind: await this.unsaid(principal, code), yesNo: YES_NO, values};
    if (errors.length) return showAgain(reply, SAY, {...page, errors});
    try {
      await this.kinds.say(principal, code, form.care === 'yes');
    } catch (error) {
      return showRefusal(reply, SAY, page, error, BOXES);
    }
    return reply.redirect('/council/listing-rules/kinds-of-help?done=said', 303);
  }

  private async unsaid(principal: Principal, code: string) {
    const kind = (await this.kinds.list(principal)).find((each) => each.code === code && each.unsaid);
    if (!kind) throw notFound('kind of help');
    return kind;
  }
}
