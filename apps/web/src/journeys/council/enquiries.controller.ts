import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {Enquiries, ENQUIRY_CHANNELS, RecordEnquiry, type EnquiryChannel, type EnquiryView} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {pagination} from '../../presenters/pagination.js';
import {CHANNEL_WORDS, SOURCE_WORDS} from '../../words/apply-words.js';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {EnquiryForm, SOURCE_ITEMS, WANTS_ITEMS} from '../apply/enquiry.form.js';
import {t} from '../../words/t.js';

const NEW = 'journeys/council/enquiry-new';
const PATH = '/council/enquiries';
const PER_PAGE = 20;
const SPOKEN = ENQUIRY_CHANNELS.filter((each) => each !== 'online');

class RecordForm extends EnquiryForm {
  @ChoiceInput('How they asked', SPOKEN)
  channel: EnquiryChannel;
}

/** Whoever asked how to get on the register: read, written down, and made into an application. */
@Controller('council/enquiries')
export class EnquiriesController {
  constructor(
    private readonly enquiries: Enquiries,
    private readonly records: RecordEnquiry,
  ) {}

  @Allow('application:gather')
  @Get()
  @Render('journeys/council/enquiries')
  async list(@Current() principal: Principal, @Query('page') wanted: unknown, @Query('done') done: unknown) {
    const page = typeof wanted === 'string' && /^[1-9]\d{0,3}$/.test(wanted) ? Number(wanted) : 1;
    const {items, total} = await this.enquiries.list(principal, page, PER_PAGE);
    return {
      items: items.map(inWords),
      pages: pagination(total, page, PER_PAGE, (number) => `${PATH}?page=${number}`),
      notice: done === 'recorded' ? t('The enquiry is written down.') : null,
    };
  }

  @Allow('application:gather')
  @Get('new')
  @Render(NEW)
  form() {
    return PAGE;
  }

  @Allow('application:gather')
  @Post('new')
  async record(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(RecordForm, body);
    if (errors.length) return showAgain(reply, NEW, {...PAGE, errors, values});
    try {
      await this.records.byOfficer(principal, form, form.channel);
    } catch (error) {
      return showRefusal(reply, NEW, {...PAGE, values}, error);
    }
    return reply.redirect(`${PATH}?done=recorded`, 303);
  }

  @Allow('application:gather')
  @Get(':id')
  @Render('journeys/council/enquiry')
  async one(@Current() principal: Principal, @IdParam() id: string) {
    return {enquiry: inWords(await this.enquiries.one(principal, id))};
  }
}

const PAGE = {
  theirs: true,
  wants: WANTS_ITEMS,
  sources: SOURCE_ITEMS,
  channels: SPOKEN.map((value) => ({value, text: CHANNEL_WORDS[value]})),
};

function inWords(enquiry: EnquiryView) {
  return {
    ...enquiry,
    wantsWords: MEMBER_KIND_WORDS[enquiry.wants],
    sourceWords: SOURCE_WORDS[enquiry.source],
    channelWords: CHANNEL_WORDS[enquiry.channel],
  };
}
