import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {
  GENDERS,
  LONGEST,
  NEEDS,
  WAYS_OF_PAYING,
  type Gender,
  type Need,
  type OwnListingView,
  type WayOfPaying,
} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, ListInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {GENDER_WORDS, NEED_WORDS, PAYING_WORDS} from '../../words/listing-words.js';
import {EditListing, PROFILE_BOXES} from './edit-listing.js';
import {t} from '../../words/t.js';
import {languageWords} from '../../words/language-words.js';

const VIEW = 'journeys/own-listing/experience';
/** Offered on the page, beside those that somebody has already: the most spoken in England, and its sign language. */
const LANGUAGES = 'en bfi pl ro pa ur pt es ar bn gu it ta fr lt so tr hi zh yue fa cy'.split(' ');

const YES_NO = ['yes', 'no'];

class ExperienceForm {
  @ListInput('Languages')
  languages: string[];

  @ListInput('Languages with an interpreter')
  interpreted: string[];

  @ChoiceInput('Whether you come where there are pets', YES_NO, {optional: true})
  pets: string | null;

  @ChoiceInput('Whether you come where somebody smokes', YES_NO, {optional: true})
  smoking: string | null;

  @ListInput('Experience', NEEDS)
  needs: Need[];

  @ListInput('Ways of paying', WAYS_OF_PAYING)
  waysOfPaying: WayOfPaying[];

  @ChoiceInput('Gender', GENDERS, {optional: true})
  gender: Gender | null;

  @NumberInput('How many visits at once', {least: 1, most: LONGEST.capacity, optional: true})
  capacity: number | null;

  @TextInput('CQC provider ID', {max: 20, optional: true})
  cqcProviderId: string | null;
}

/** Languages, experience, and whose money they take. */
@Controller('listing/:id/experience')
export class ExperienceController {
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
    const {form, errors, values} = readForm(ExperienceForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page(listing), errors, values});
    try {
      await this.edit.change(
        principal,
        listing,
        {
          ...form,
          interpreted: form.interpreted.filter((code) => !form.languages.includes(code)),
          pets: saidIn(form.pets),
          smoking: saidIn(form.smoking),
          capacity: form.capacity ?? listing.capacity,
        },
        body,
      );
    } catch (error) {
      return showRefusal(reply, VIEW, {...page(listing), values}, error, PROFILE_BOXES);
    }
    return this.edit.done(reply, id);
  }
}

const saidIn = (answer: string | null) => (answer ? answer === 'yes' : null);
const answerOf = (yes: boolean | null) => (yes === null ? '' : yes ? 'yes' : 'no');

function page(listing: OwnListingView) {
  const languages = [...new Set([...LANGUAGES, ...listing.languages, ...listing.interpreted])];
  return {
    listing,
    capacity: String(listing.capacity),
    pets: answerOf(listing.pets),
    smoking: answerOf(listing.smoking),
    yesNo: [
      {value: 'yes', text: t('Yes')},
      {value: 'no', text: t('No')},
      {value: '', text: t('Do not show it')},
    ],
    languages: languages.map((code) => ({value: code, text: languageWords(code)})),
    // Each box has a name of its own, for who says it or hears it out of its place.
    interpreted: languages.map((code) => ({
      value: code,
      text: t('{{language}} with an interpreter', {language: languageWords(code)}),
    })),
    needs: NEEDS.map((need) => ({value: need, text: NEED_WORDS[need]})),
    ways: WAYS_OF_PAYING.map((way) => ({value: way, text: PAYING_WORDS[way]})),
    genders: [
      ...GENDERS.map((each) => ({value: each, text: GENDER_WORDS[each]})),
      {value: '', text: t('Do not show it')},
    ],
  };
}
