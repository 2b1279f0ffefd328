import type {Day} from '@app/kernel';
import {
  LONGEST_DESCRIPTION,
  LONGEST_TITLE,
  MOST_PLACES,
  OFFER_KINDS,
  type OfferKind,
  type OfferText,
} from '@app/listings';
import {ChoiceInput, DayInput, PoundsInput, TextInput, TimeInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

/** What a member says of an offer; which boxes count depends on its kind. */
export class OfferForm {
  @ChoiceInput('What kind of offer it is', OFFER_KINDS)
  kind: OfferKind;

  @TextInput('What you call it', {max: LONGEST_TITLE})
  title: string;

  @TextInput('More about it', {max: LONGEST_DESCRIPTION, optional: true})
  description: string | null;

  @PoundsInput('Price', {optional: true, least: 1, most: 1_000_000})
  price: number | null;

  @DayInput('First day of this price', {optional: true})
  from: Day | null;

  @NumberInput('How long a visit is', {least: 15, most: 720, optional: true})
  minutes: number | null;

  @NumberInput('How many places there are', {least: 1, most: MOST_PLACES, optional: true})
  capacity: number | null;
}

/** As the use case takes it: what does not belong to the kind is left out. */
export function offerOf(form: OfferForm, kind: OfferKind, today: Day): OfferText {
  return {
    title: form.title,
    description: form.description ?? '',
    minutes: kind === 'visit' ? form.minutes : null,
    capacity: kind === 'group' ? form.capacity : null,
    pricePence: form.price,
    priceFrom: form.from ?? today,
  };
}

export const OFFER_BOXES = {price_pence: 'price', price_from: 'from-day'};

/** When and where a group meets. */
export class SessionsForm {
  @DayInput('First day')
  first: Day;

  @TimeInput('Start')
  from: string;

  @TimeInput('End')
  to: string;

  @TextInput('Place', {max: 200})
  place: string;

  @NumberInput('How many weeks', {least: 1, most: 52})
  times: number;

  @NumberInput('How many places there are', {least: 1, most: MOST_PLACES, optional: true})
  places: number | null;
}

export const SESSION_BOXES = {first_on: 'first-day', capacity: 'places'};
