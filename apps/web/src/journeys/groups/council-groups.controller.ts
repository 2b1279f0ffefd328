import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {
  A_PAGE,
  CLAIM_WAYS,
  COMMUNITY_ACTIONS,
  COMMUNITY_LISTS,
  KeepCommunity,
  ReadCommunity,
  type ClaimWay,
  type CommunityAction,
} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm, type FormReading} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {pageNumber} from '../../presenters/page-number.js';
import {pagination} from '../../presenters/pagination.js';
import {COMMUNITY_WORDS} from '../../words/listing-words.js';
import {CLAIM_WORDS, LIST_WORDS, SOURCE_OF_GROUP} from '../../words/group-words.js';
import {GroupForm, groupChoices, NEW_GROUP, textOfForm} from './group.form.js';

const ONE = 'journeys/groups/council-group';
const EDIT = 'journeys/groups/council-group-edit';

/** Where the fields of the use cases were asked for on the page. */
const BOXES = {checked_on: 'checked_on-day', name: 'sent_by_name', email: 'sent_by_email'};

class ActForm {
  @ChoiceInput('What happens with it', COMMUNITY_ACTIONS)
  action: CommunityAction;

  @TextInput('What they could change', {max: 500, optional: true})
  reason: string | null;
}

class CheckForm {
  @TextInput('What was checked', {max: 300, optional: true})
  checked_what: string | null;

  @DayInput('Checked on', {optional: true})
  checked_on: string | null;
}

class ClaimForm {
  @ChoiceInput('How we know', CLAIM_WAYS)
  how: ClaimWay;

  @TextInput('Who speaks for it', {max: 200})
  sent_by_name: string;

  @TextInput('Their e-mail address', {max: 200})
  sent_by_email: string;
}

/** Groups and services for the council's staff: what waits, what shows, what was brought in. */
@Controller('council/groups')
export class CouncilGroupsController {
  constructor(
    private readonly read: ReadCommunity,
    private readonly keep: KeepCommunity,
    private readonly services: Services,
  ) {}

  @Allow('community:manage')
  @Get()
  @Render('journeys/groups/council-groups')
  async list(@Current() principal: Principal, @Query('show') wanted: unknown, @Query('page') page: unknown) {
    const show = COMMUNITY_LISTS.find((each) => each === wanted) ?? 'waiting';
    const number = pageNumber(page);
    const {items, total, counts} = await this.read.list(principal, show, number);
    return {
      show,
      lists: COMMUNITY_LISTS.map((value) => ({value, text: LIST_WORDS[value], count: counts[value]})),
      items: items.map((each) => ({...each, kind: COMMUNITY_WORDS[each.sort]})),
      pages: pagination(total, number, A_PAGE, (each) => `/council/groups?show=${show}&page=${each}`),
    };
  }

  @Allow('community:manage')
  @Get('new')
  @Render(EDIT)
  async start(@Current() {councilId}: Principal) {
    return {...groupChoices(await this.services.list(councilId)), group: NEW_GROUP, action: '/council/groups/new'};
  }

  @Allow('community:manage')
  @Post('new')
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.start(principal);
    const {form, errors, values} = readForm(GroupForm, body);
    if (errors.length) return showAgain(reply, EDIT, {...page, errors, values});
    try {
      const id = await this.keep.list(principal, textOfForm(form));
      return reply.redirect(`/council/groups/${id}`, 303);
    } catch (error) {
      return showRefusal(reply, EDIT, {...page, values}, error);
    }
  }

  @Allow('community:manage')
  @Get(':id')
  @Render(ONE)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const entry = await this.read.one(principal, id);
    const services = await this.services.list(principal.councilId);
    const names = new Map(services.map(({code, name}) => [code, name]));
    const inWords = (codes: readonly string[]) => codes.map((code) => names.get(code) ?? code);
    return {
      entry,
      kind: COMMUNITY_WORDS[entry.sort],
      list: LIST_WORDS[entry.state],
      source: SOURCE_OF_GROUP[entry.source],
      shown: {...entry.text, services: inWords(entry.text.services)},
      wanted: entry.proposed && {...entry.proposed, services: inWords(entry.proposed.services)},
      how: entry.claimedHow && CLAIM_WORDS[entry.claimedHow],
      ways: CLAIM_WAYS.map((value) => ({value, text: CLAIM_WORDS[value]})),
      waits: entry.state === 'waiting' || (['live', 'resting'].includes(entry.state) && entry.proposes),
    };
  }

  @Allow('community:manage')
  @Get(':id/edit')
  @Render(EDIT)
  async edit(@Current() principal: Principal, @IdParam() id: string) {
    const {text} = await this.read.one(principal, id);
    const choices = groupChoices(await this.services.list(principal.councilId));
    return {...choices, group: text, action: `/council/groups/${id}/edit`, id};
  }

  @Allow('community:manage')
  @Post(':id/edit')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.edit(principal, id);
    const {form, errors, values} = readForm(GroupForm, body);
    if (errors.length) return showAgain(reply, EDIT, {...page, errors, values});
    try {
      await this.keep.change(principal, id, textOfForm(form, page.group));
    } catch (error) {
      return showRefusal(reply, EDIT, {...page, values}, error);
    }
    return reply.redirect(`/council/groups/${id}`, 303);
  }

  @Allow('community:manage')
  @Post(':id/act')
  async act(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const reading = readForm(ActForm, body);
    const {action, reason} = reading.form;
    return this.done(principal, id, reply, reading, () => this.keep.act(principal, id, action, reason));
  }

  @Allow('community:manage')
  @Post(':id/checked')
  async checked(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const reading = readForm(CheckForm, body);
    const {checked_what: what, checked_on: on} = reading.form;
    const checked = what || on ? {what: what ?? '', on: on ?? ''} : null;
    return this.done(principal, id, reply, reading, () => this.keep.check(principal, id, checked));
  }

  @Allow('community:manage')
  @Post(':id/invite')
  async invite(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const nothing = {form: {}, errors: [], values: {}};
    return this.done(principal, id, reply, nothing, () => this.keep.invite(principal, id));
  }

  @Allow('community:manage')
  @Post(':id/claimed')
  async claimed(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const reading = readForm(ClaimForm, body);
    const {how, sent_by_name: name, sent_by_email: email} = reading.form;
    return this.done(principal, id, reply, reading, () => this.keep.claimed(principal, id, how, {name, email}));
  }

  private async done(
    principal: Principal,
    id: string,
    reply: FastifyReply,
    {errors, values}: FormReading<object>,
    work: () => Promise<void>,
  ) {
    const page = await this.show(principal, id);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await work();
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/council/groups/${id}`, 303);
  }
}
