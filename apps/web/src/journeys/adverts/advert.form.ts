import type {AdvertText, OwnAdvert} from '@app/conversations';
import {DayInput, ListInput, TextInput} from '../../forms/inputs.js';

export class AdvertForm {
  @TextInput('What you need, in a few words', {max: 80})
  title: string;

  @TextInput('More about it', {max: 2_000})
  text: string;

  @ListInput('What kinds of help')
  services: string[];

  @TextInput('A postcode or the first half of one', {max: 20})
  near: string;

  @TextInput('How many hours a week', {max: 3, optional: true})
  hours_per_week: string | null;

  @DayInput('The last day on which it shows')
  closes_on: string;
}

export function advertOf({title, text, services, near, hours_per_week, closes_on}: AdvertForm): AdvertText {
  const hoursPerWeek = hours_per_week === null ? null : Number(hours_per_week);
  return {title, text, services, near, hoursPerWeek, closesOn: closes_on};
}

/** Where the form has what the use case names otherwise. */
export const BOXES = {closes_on: 'closes_on-day'};

/** `Personal care, Shopping`, about NG7, Nottingham */
export function inWords<T extends Pick<OwnAdvert, 'services' | 'outcode' | 'district'>>(
  advert: T,
  names: ReadonlyMap<string, string>,
) {
  const services = advert.services.map((code) => names.get(code) ?? code);
  return {...advert, services, area: [advert.outcode, advert.district].filter(Boolean).join(', ')};
}
