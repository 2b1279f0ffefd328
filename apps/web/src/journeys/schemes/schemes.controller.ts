import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {DEFAULT_SCHEME, ListSchemes, MEMBER_KINDS, SCHEME_KINDS, WithdrawVersion} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {SCHEME_KIND_WORDS} from '../../words/scheme-words.js';
import {NewSchemeForm} from './plan.form.js';
import {planPage} from './plan.presenter.js';
import {schemesPage, versionPage} from './schemes.presenter.js';

const VERSION = 'journeys/schemes/version';
const NEW = 'journeys/schemes/new';
const WITHDRAW = 'journeys/schemes/withdraw';

/** The council's registers: what each asks of whom, from which day. */
@Controller('council/schemes')
export class SchemesController {
  constructor(
    private readonly schemes: ListSchemes,
    private readonly withdraws: WithdrawVersion,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render('journeys/schemes/schemes')
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    return schemesPage(await this.schemes.run(principal), done);
  }

  @Allow('scheme:configure')
  @Get('new')
  @Render(NEW)
  ask() {
    return newPage();
  }

  /** Nothing is made yet: what most councils ask for is the beginning of a draft. */
  @Allow('scheme:configure')
  @Post('new')
  start(@Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(NewSchemeForm, body);
    if (errors.length) return showAgain(reply, NEW, {...newPage(), errors, values});
    const {name, kind, memberKind} = form;
    const requirements = kind === 'accredited' ? [...DEFAULT_SCHEME[memberKind]] : [];
    const draft = {name, kind, memberKind, from: null, requirements, typed: {}};
    return reply.code(200).view('journeys/schemes/plan', planPage(draft, null));
  }

  @Allow('scheme:configure')
  @Get(':id')
  @Render(VERSION)
  async one(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return versionPage(await this.schemes.one(principal, id), done);
  }

  @Allow('scheme:configure')
  @Get(':id/withdraw')
  @Render(WITHDRAW)
  async asksWithdrawal(@Current() principal: Principal, @IdParam() id: string) {
    return versionPage(await this.schemes.one(principal, id), null);
  }

  @Allow('scheme:configure')
  @Post(':id/withdraw')
  async withdraw(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = versionPage(await this.schemes.one(principal, id), null);
    try {
      await this.withdraws.run(principal, id);
    } catch (error) {
      return showRefusal(reply, VERSION, {...page, values: {}}, error);
    }
    return reply.redirect('/council/schemes?done=withdrawn', 303);
  }
}

function newPage() {
  return {
    kinds: SCHEME_KINDS.map((each) => ({value: each, text: SCHEME_KIND_WORDS[each]})),
    memberKinds: MEMBER_KINDS.map((each) => ({value: each, text: MEMBER_KIND_WORDS[each]})),
  };
}
