import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {ProposeVersion, ReadEngagements, ReadVersions} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {RATE_BANDS} from '@app/kernel';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {BAND_WORDS} from '../../words/rate-words.js';
import {t} from '../../words/t.js';
import {EMPLOYER_WORDS, HOLIDAY_WORDS, SLEEP_IN_WORDS} from '../../words/version-words.js';
import {lineErrors, SHARE_BOXES} from '../book/book-request.js';
import {lineChoices} from '../book/book.presenter.js';
import {asAgreed, ChangeTermsForm, TERMS_BOXES, termsTyped} from './change-terms.form.js';

const VIEW = 'journeys/terms/change';

/** Other terms from a day on: all of them, beginning with what stands, proposed to the other side. */
@Controller('agreements/:id/change')
export class ChangeTermsController {
  constructor(
    private readonly engagements: ReadEngagements,
    private readonly versions: ReadVersions,
    private readonly proposes: ProposeVersion,
    private readonly services: Services,
    private readonly budgets: ReadBudgets,
  ) {}

  @Allow('engagement:change')
  @Get()
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    return reply.view(VIEW, {...page, values: asAgreed(page.before)});
  }

  @Allow('engagement:change')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors: found, values} = readForm(ChangeTermsForm, body);
    const errors = found.filter(({field}) => form.sharing === 'two' || !SHARE_BOXES.includes(field));
    const lineIds = page.lineChoices.map(({value}) => value);
    if (form.line && !errors.some(({field}) => SHARE_BOXES.includes(field))) errors.push(...lineErrors(form, lineIds));
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const versionId = await this.proposes.run(principal, id, termsTyped(form, page.before, page.isHolder));
      return await reply.redirect(`/agreement-versions/${versionId}?sent`, 303);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, TERMS_BOXES);
    }
  }

  private async page(principal: Principal, id: string) {
    const agreement = await this.engagements.one(principal, id);
    const isHolder = agreement.holder.id === (principal.actingFor?.personId ?? principal.personId);
    const options = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({value, text}));
    const services = await this.services.list(principal.councilId);
    const codes = services.map(({code}) => code);
    const notTheirs = (await this.versions.notTheirs(principal, id, codes)).map(({code}) => code);
    // Both are told before they write it down: the one could not propose it, and the other's proposal not be accepted.
    const registered = {text: t('Needs a registration with the Care Quality Commission that the council has checked')};
    return {
      agreement,
      isHolder,
      other: isHolder ? agreement.listing.name : agreement.holder.name,
      back: isHolder ? `/agreements/${id}` : `/work/engagements/${id}`,
      before: await this.versions.standing(principal, id),
      bands: RATE_BANDS.map((band) => ({name: band, label: BAND_WORDS[band]})),
      lineChoices: isHolder ? lineChoices(await this.budgets.lines(principal)) : [],
      employers: options(EMPLOYER_WORDS),
      sleepIns: options(SLEEP_IN_WORDS),
      holidays: options(HOLIDAY_WORDS),
      tasks: services.map(({code, name}) => ({
        ...{value: code, text: name},
        ...(notTheirs.includes(code) ? {hint: registered} : {}),
      })),
    };
  }
}
