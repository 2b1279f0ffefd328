import {COMMUNITY_SORTS, LONGEST_COMMUNITY as MOST, type CommunitySort, type CommunityText} from '@app/directory';
import {NEEDS, type ServiceWords} from '@app/listings';
import {ChoiceInput, ListInput, TextInput} from '../../forms/inputs.js';
import {COMMUNITY_WORDS, NEED_WORDS} from '../../words/listing-words.js';

/** All that an entry says. How reachable it is, and whether the details fit, the use case checks. */
export class GroupForm {
  @ChoiceInput('What it is', COMMUNITY_SORTS)
  sort: CommunitySort;

  @TextInput('Its name', {max: MOST.name})
  name: string;

  @TextInput('What it is, in a sentence', {max: MOST.summary})
  summary: string;

  @TextInput('More about it', {max: MOST.about, optional: true})
  about: string | null;

  @ListInput('What it helps with')
  services: string[];

  @ListInput('For whom it is meant', NEEDS)
  needs: string[];

  @TextInput('When it is', {max: MOST.times, optional: true})
  times: string | null;

  @TextInput('Where it is', {max: MOST.place, optional: true})
  place: string | null;

  @TextInput('Its postcode', {max: 10})
  postcode: string;

  @TextInput('How to turn up', {max: MOST.howToJoin, optional: true})
  how_to_join: string | null;

  @TextInput('What joining in costs', {max: MOST.cost, optional: true})
  cost: string | null;

  @TextInput('From how far away people come', {max: 3})
  reach_km: string;

  @TextInput('Its telephone number', {max: MOST.phone, optional: true})
  phone: string | null;

  @TextInput('Its e-mail address', {max: MOST.email, optional: true})
  email: string | null;

  @TextInput('Its website', {max: MOST.website, optional: true})
  website: string | null;

  @ListInput('Whether these details may be shown', ['yes'])
  contact_public: string[];
}

export class SendGroupForm extends GroupForm {
  @TextInput('Your name', {max: 200})
  sent_by_name: string;

  @TextInput('Your e-mail address', {max: 200})
  sent_by_email: string;
}

/** @param before what the form does not ask stays as it was */
export function textOfForm(form: GroupForm, before: Partial<CommunityText> = {}): CommunityText {
  const {sort, name, summary, services, needs, phone, email, website} = form;
  return {
    ...{sort, name, summary, services, needs, phone, email, website},
    languages: before.languages ?? [],
    about: form.about ?? '',
    times: form.times ?? '',
    place: form.place ?? '',
    postcode: form.postcode,
    howToJoin: form.how_to_join ?? '',
    cost: form.cost ?? '',
    reachKm: /^\d{1,3}$/.test(form.reach_km) ? Number(form.reach_km) : 0,
    contactPublic: form.contact_public.includes('yes'),
  };
}

/** What a form offers to choose from. */
export function groupChoices(services: readonly ServiceWords[]) {
  return {
    sorts: COMMUNITY_SORTS.map((value) => ({value, text: COMMUNITY_WORDS[value]})),
    serviceItems: services.filter(({regulated}) => !regulated).map(({code, name}) => ({value: code, text: name})),
    needItems: NEEDS.map((value) => ({value, text: NEED_WORDS[value]})),
  };
}

export const NEW_GROUP: Partial<CommunityText> = {reachKm: 15, services: [], needs: []};
