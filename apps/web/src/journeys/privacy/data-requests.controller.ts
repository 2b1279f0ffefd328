import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {AskForData, ReadDataRequests, REQUEST_CHANNELS, REQUEST_KINDS} from '@app/insight';
import type {RequestChannel, RequestKind} from '@app/insight';
import type {FastifyReply} from 'fastify';
import {isUUID} from 'class-validator';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {REQUEST_CHANNEL_WORDS, REQUEST_KIND_WORDS, REQUEST_OUTCOME_WORDS} from '../../words/privacy-words.js';
import {itemsOf} from '../../words/safe-words.js';

const NEW = 'journeys/privacy/data-request-new';

class WrittenDownForm {
  @TextInput('Number of the person', {max: 36})
  person: string;

  @ChoiceInput('What they ask for', REQUEST_KINDS)
  kind: RequestKind;

  @ChoiceInput('How they asked', REQUEST_CHANNELS)
  channel: RequestChannel;

  @TextInput('What they said', {max: 2_000, optional: true})
  said: string | null;
}

/** What people ask of their own information, for whoever answers it. */
@Controller('council/data-requests')
export class DataRequestsController {
  constructor(
    private readonly requests: ReadDataRequests,
    private readonly asks: AskForData,
  ) {}

  @Allow('privacy:manage')
  @Get()
  @Render('journeys/privacy/data-requests')
  async list(@Current() principal: Principal) {
    const requests = await this.requests.list(principal);
    return {
      requests: requests.map((each) => ({
        ...each,
        kindWords: REQUEST_KIND_WORDS[each.kind],
        outcomeWords: each.outcome && REQUEST_OUTCOME_WORDS[each.outcome],
      })),
    };
  }

  @Allow('privacy:manage')
  @Get('new')
  @Render(NEW)
  form() {
    return page();
  }

  @Allow('privacy:manage')
  @Post('new')
  async record(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(WrittenDownForm, body);
    if (!errors.length && !isUUID(form.person)) {
      errors.push({field: 'person', message: 'Enter the number of the person, as their record shows it'});
    }
    if (errors.length) return showAgain(reply, NEW, {...page(), errors, values});
    try {
      const {kind, said} = form;
      const id = await this.asks.forPerson(principal, form.person, {kind, category: null, said}, form.channel);
      return reply.redirect(`/council/data-requests/${id}`, 303);
    } catch (error) {
      return showRefusal(reply, NEW, {...page(), values}, error, {ALREADY_ASKED: 'person'});
    }
  }
}

function page() {
  return {kinds: itemsOf(REQUEST_KIND_WORDS), channels: itemsOf(REQUEST_CHANNEL_WORDS)};
}
