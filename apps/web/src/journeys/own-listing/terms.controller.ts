import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {type OwnListingView} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {cancellationWords, LATE_WORDS, NOTICE_WORDS} from '../../words/terms-words.js';
import {t} from '../../words/t.js';
import {EditListing} from './edit-listing.js';

const VIEW = 'journeys/own-listing/terms';
const BOXES = {minimum_minutes: 'minimum', notice_hours: 'notice', late_cancellation_bp: 'late'};

class TermsForm {
  @NumberInput('Shortest visit', {least: 15, most: 720, optional: true})
  minimum: number | null;

  @ChoiceInput('How much notice you ask for', ['standard', ...Object.keys(NOTICE_WORDS)], {optional: true})
  notice: string | null;

  @ChoiceInput('What cancelling later costs', Object.keys(LATE_WORDS), {optional: true})
  late: string | null;
}

/** The shortest visit; and in the council's standard form what it costs to call a visit off. */
@Controller('listing/:id/terms')
export class TermsController {
  constructor(private readonly edit: EditListing) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return page(await this.edit.begin(principal, id));
  }

  @Allow('listing:manage')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const listing = await this.edit.begin(principal, id);
    const {form, errors, values} = readForm(TermsForm, body);
    if (errors.length === 0 && !form.notice) {
      errors.push({field: 'notice', message: 'Choose how much notice you ask for'});
    }
    const standard = form.notice === 'standard';
    if (errors.length === 0 && !standard && !form.late) {
      errors.push({field: 'late', message: 'Choose what cancelling later costs'});
    }
    if (errors.length) return showAgain(reply, VIEW, {...page(listing), errors, values});
    try {
      await this.edit.change(
        principal,
        listing,
        {
          minimumMinutes: form.minimum,
          noticeHours: standard ? null : Number(form.notice),
          lateCancellationBp: standard ? null : Number(form.late),
        },
        body,
      );
    } catch (error) {
      return showRefusal(reply, VIEW, {...page(listing), values}, error, BOXES);
    }
    return this.edit.done(reply, id);
  }
}

function page(listing: OwnListingView) {
  const choices = (words: Readonly<Record<string, string>>) =>
    Object.keys(words).map((value) => ({value, text: words[value]}));
  const standard = t('The council’s standard terms. {{terms}}', {terms: cancellationWords(listing.standardTerms)});
  return {
    listing,
    minimum: listing.minimumMinutes === null ? '' : String(listing.minimumMinutes),
    notice: listing.noticeHours === null ? 'standard' : String(listing.noticeHours),
    late: listing.lateCancellationBp === null ? '' : String(listing.lateCancellationBp),
    notices: [{value: 'standard', text: standard}, ...choices(NOTICE_WORDS)],
    lates: choices(LATE_WORDS),
  };
}
