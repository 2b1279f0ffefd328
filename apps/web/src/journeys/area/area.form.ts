import {RESOURCE_KINDS, type CourseWords, type ResourceKind} from '@app/directory';
import {londonInstant} from '@app/kernel';
import {ChoiceInput, DayInput, PoundsInput, TextInput, TimeInput} from '../../forms/inputs.js';
import {RESOURCE_WORDS} from '../../words/area-words.js';

export const KINDS = {kinds: RESOURCE_KINDS.map((value) => ({value, text: RESOURCE_WORDS[value]}))};

export class ResourceForm {
  @ChoiceInput('What it is', RESOURCE_KINDS)
  kind: ResourceKind;

  @TextInput('Its title', {max: 120})
  title: string;

  @TextInput('What it says', {max: 4_000, optional: true})
  text: string | null;

  @TextInput('Where the link leads', {max: 300, optional: true})
  link: string | null;

  @DayInput('The last day on which it shows', {optional: true})
  through_on: string | null;
}

/** From a day on; 0 makes it free again. */
export class PriceForm {
  @PoundsInput('What it costs', {most: 1_000_000})
  price: number;

  @DayInput('From which day')
  starts: string;
}

export class CourseWordsForm {
  @TextInput('Its title', {max: 120})
  course: string;

  @TextInput('What it is about', {max: 4_000, optional: true})
  about: string | null;

  @TextInput('Where it is', {max: 200})
  place: string;

  @DayInput('The day')
  day: string;

  @TimeInput('When it begins')
  from: string;

  @TimeInput('When it ends')
  to: string;

  @TextInput('How many places there are', {max: 3})
  places: string;
}

export class CourseForm extends CourseWordsForm {
  @PoundsInput('What it costs', {optional: true, most: 1_000_000})
  price: number | null;
}

export const COURSE_BOXES = {
  ...{starts_at: 'day-day', ends_at: 'to', price_pence: 'price', title: 'course', text: 'about'},
  places: 'places',
};

export function courseOf({course: title, about, place, day, from, to, places}: CourseWordsForm): CourseWords {
  return {
    ...{title, text: about ?? '', place},
    ...{startsAt: londonInstant(day, from), endsAt: londonInstant(day, to)},
    places: /^\d{1,3}$/.test(places) ? Number(places) : 0,
  };
}

/** Boxes of the price, by the fields of the use case. */
export const PRICE_BOXES = {price_pence: 'price', starts_on: 'starts-day'};
