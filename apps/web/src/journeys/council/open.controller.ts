import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {AddApplicant, Allow, Current, FindApplicants, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {CIRCUMSTANCES, Enquiries, OpenApplication, ReadSchemes} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {CIRCUMSTANCE_WORDS} from '../../words/register-words.js';
import {
  applicantItems,
  applicantOf,
  CHANNEL_ITEMS,
  FindForm,
  KIND_ITEMS,
  OpenForm,
  type Applicant,
} from './open.form.js';
import {t} from '../../words/t.js';

const FIND = 'journeys/council/open-find';
const CHOOSE = 'journeys/council/open-choose';
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BOXES = {person_id: 'kind', organisation_id: 'kind', scheme_id: 'scheme', kind: 'kind', MEMBER_KIND: 'kind'};

/** Opens an application for somebody: looks for them first, so that nobody is on the register twice. */
@Controller('council/applications/new')
export class OpenController {
  constructor(
    private readonly finds: FindApplicants,
    private readonly adds: AddApplicant,
    private readonly opens: OpenApplication,
    private readonly schemes: ReadSchemes,
    private readonly enquiries: Enquiries,
  ) {}

  @Allow('application:gather')
  @Get()
  @Render(FIND)
  show() {
    return {};
  }

  /** A name is personal, so it is sent like a form and never stands in an address. */
  @Allow('application:gather')
  @Post()
  async send(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FindForm, body);
    if (errors.length) return showAgain(reply, FIND, {errors, values});
    try {
      const page = await this.page(principal, form.name, values);
      return values.step === 'open'
        ? await this.open(principal, body, page, reply)
        : reply.code(200).view(CHOOSE, page);
    } catch (error) {
      return showRefusal(reply, FIND, {values}, error);
    }
  }

  private async open(principal: Principal, body: unknown, page: ChoosePage, reply: FastifyReply) {
    const {form, errors, values} = readForm(OpenForm, body);
    const applicant = applicantOf(String(values.who));
    const others = errors.filter(({field}) => field !== 'who');
    const wrong = applicant ? others : [{field: 'who', message: 'Choose who applies'}, ...others];
    if (wrong.length || !applicant) return showAgain(reply, CHOOSE, {...page, errors: wrong});
    const enquiryId = form.enquiry && ID.test(form.enquiry) ? form.enquiry : null;
    try {
      requireFit(applicant, form);
      const id = await this.opens.run(principal, {
        ...(await this.known(principal, applicant, form.name)),
        kind: form.kind,
        circumstances: form.circumstances,
        schemeId: form.scheme ?? undefined,
        channel: form.channel ?? undefined,
      });
      if (enquiryId) await this.enquiries.became(principal, enquiryId, id);
      return reply.redirect(`/council/applications/${id}?done=opened`, 303);
    } catch (error) {
      const open = error instanceof DomainError && error.code === 'APPLICATION_OPEN' && error.facts.application_id;
      return showRefusal(reply, CHOOSE, {...page, open}, error, BOXES);
    }
  }

  private async known(principal: Principal, applicant: Applicant, name: string) {
    if (!('add' in applicant)) return applicant;
    if (applicant.add === 'person') return {personId: await this.adds.person(principal, name)};
    return {organisationId: await this.adds.organisation(principal, name)};
  }

  private async page(principal: Principal, name: string, values: TypedValues): Promise<ChoosePage> {
    const [found, schemes] = [await this.finds.run(principal, name), await this.schemes.inForce(principal)];
    return {
      name,
      more: found.more,
      items: applicantItems(found, name),
      kinds: KIND_ITEMS.filter((item) => schemes.some((scheme) => scheme.memberKinds.includes(item.value))),
      circumstances: CIRCUMSTANCES.map((each) => ({value: each, text: CIRCUMSTANCE_WORDS[each]})),
      channels: CHANNEL_ITEMS,
      schemes: schemes.map((scheme) => ({value: scheme.id, text: scheme.name})),
      values,
    };
  }
}

interface ChoosePage {
  name: string;
  values: TypedValues;
  [part: string]: unknown;
}

/** Asked before anybody new is written down, so that a slip leaves nobody behind. */
function requireFit(applicant: Applicant, {kind}: OpenForm): void {
  const isPerson = 'personId' in applicant || ('add' in applicant && applicant.add === 'person');
  const message = isPerson
    ? t('A person applies as a personal assistant or as a broker')
    : t('An organisation cannot apply as a personal assistant');
  if (isPerson ? kind !== 'pa' && kind !== 'broker' : kind === 'pa') throw invalid({field: 'kind', message});
}
