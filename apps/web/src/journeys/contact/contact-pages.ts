import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {
  AlsoTell,
  LANGUAGES,
  phoneWords,
  ReadContact,
  ReadUndelivered,
  SaveContact,
  type Contact,
} from '@app/notifications';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AlsoToldForm, ContactForm, valuesOf, wishesOf} from './contact.form.js';
import {CHANNEL_WORDS, FAILURE_WORDS} from './contact.words.js';
import {t, words} from '../../words/t.js';
import {languageWords} from '../../words/language-words.js';

const VIEW = 'journeys/contact/contact';
const DONE: Record<string, string> = words({
  saved: 'From now on we do it this way.',
  told: 'They are told too.',
  ended: 'They are told no more.',
});

/** Whose page it is, and where it stands. */
export interface Whose {
  personId: string;
  /** Without a slash at its end. */
  path: string;
  /** Staff do it for somebody who told them how. */
  staff: boolean;
}

/** The page on which somebody’s ways of being told are chosen: one’s own, of whom one acts for, or by staff. */
@Injectable()
export class ContactPages {
  constructor(
    private readonly contacts: ReadContact,
    private readonly saving: SaveContact,
    private readonly also: AlsoTell,
    private readonly undelivered: ReadUndelivered,
  ) {}

  async show(reply: FastifyReply, principal: Principal, whose: Whose, done: unknown): Promise<FastifyReply> {
    const page = await this.page(principal, whose);
    return reply.view(VIEW, {...page, done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null});
  }

  async save(reply: FastifyReply, principal: Principal, whose: Whose, body: unknown): Promise<FastifyReply> {
    const {form, errors, values} = readForm(ContactForm, body);
    const page = await this.page(principal, whose);
    const again = {...page, values: {...emptyValues(), ...values}};
    if (errors.length) return showAgain(reply, VIEW, {...again, errors});
    try {
      await this.saving.run(principal, whose.personId, wishesOf(form));
    } catch (error) {
      return showRefusal(reply, VIEW, again, error);
    }
    return reply.redirect(`${whose.path}?done=saved`, 303);
  }

  async tellToo(reply: FastifyReply, principal: Principal, whose: Whose, body: unknown): Promise<FastifyReply> {
    const {form, errors} = readForm(AlsoToldForm, body);
    const page = await this.page(principal, whose);
    const chosen = page.couldBeTold.find(({id}) => id === form.relation);
    const wrong = chosen ? errors : [{field: 'relation', message: 'Choose whom to tell too'}];
    if (wrong.length || !chosen) return showAgain(reply, VIEW, {...page, errors: wrong});
    try {
      await this.also.add(principal, whose.personId, chosen.id, whose.staff ? (form.consent ?? '') : t('On this page'));
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values: {...page.values, consent: form.consent ?? ''}}, error);
    }
    return reply.redirect(`${whose.path}?done=told`, 303);
  }

  async stop(reply: FastifyReply, principal: Principal, whose: Whose, id: string): Promise<FastifyReply> {
    await this.also.end(principal, whose.personId, id);
    return reply.redirect(`${whose.path}?done=ended`, 303);
  }

  private async page(principal: Principal, {personId, path, staff}: Whose) {
    const contact: Contact = await this.contacts.run(principal, personId);
    const back = await this.undelivered.ofPerson(principal, personId);
    return {
      ...{path, staff, name: contact.name, chosen: contact.chosen},
      own: personId === principal.personId,
      values: valuesOf({...contact, points: spoken(contact)}),
      failed: Object.values(contact.points)
        .filter((each) => each.failed)
        .map((each) => phoneOr(each.value)),
      languages: Object.keys(LANGUAGES).map((value) => ({value, text: languageWords(value)})),
      alsoTold: contact.alsoTold,
      couldBeTold: contact.couldBeTold,
      undelivered: back.map((each) => ({
        ...each,
        how: CHANNEL_WORDS[each.channel],
        why: each.failure ? FAILURE_WORDS[each.failure] : t('Staff are asked to help'),
      })),
    };
  }
}

function spoken({points}: Contact): Contact['points'] {
  return points.phone ? {...points, phone: {...points.phone, value: phoneWords(points.phone.value)}} : points;
}

const phoneOr = (value: string) => (value.startsWith('+') ? phoneWords(value) : value.replaceAll('\n', ', '));

/** Each box, so that an error finds its own; one that nobody ticked sends nothing, and must not fall back to what was kept. */
function emptyValues() {
  return {
    channels: [],
    reminders: [],
    quiet_from: '',
    quiet_to: '',
    email: '',
    phone: '',
    address: '',
    language: '',
    format: '',
  };
}
