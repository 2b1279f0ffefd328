import {Injectable} from '@nestjs/common';
import {Contacts, Representatives} from '@app/identity';
import {DomainError} from '@app/kernel';
import type {Tx} from '@app/platform';
import {FanOut} from './delivery/fan-out.js';
import {AlsoTell} from './preferences/also-tell.js';
import {ReadReachable, type Reachable} from './preferences/reachable.js';
import type {TemplateCode, TemplateData} from './templates/index.js';
import {paragraphs} from './templates/letter.js';
import {standardWords, WordsFor, type Words} from './words/words-for.js';

/** Somebody the council knows, who reads it inside and is told on the ways they chose; or somebody without an account, by e-mail. */
export type Recipient = {personId: string} | {email: string; name: string};

export interface Telling<C extends TemplateCode> {
  councilId: string;
  to: Recipient;
  template: C;
  data: TemplateData<C>;
  /** What makes it the same message: told once only under it, however often somebody tries. */
  key: string;
}

/** A letter of so many characters is some five pages. */
export const LONGEST_MESSAGE = 10_000;

/** The one door for whoever tells somebody something: written in the caller's transaction, sent after it commits. */
@Injectable()
export class Notices {
  constructor(
    private readonly reachable: ReadReachable,
    private readonly wordsFor: WordsFor,
    private readonly fanOut: FanOut,
    private readonly also: AlsoTell,
    private readonly representatives: Representatives,
    private readonly contacts: Contacts,
  ) {}

  /**
   * @returns whether it is new: false when it was told before
   * @throws MESSAGE_TOO_LONG
   */
  async tell<C extends TemplateCode>(tx: Tx, telling: Telling<C>): Promise<boolean> {
    const {to, template, data} = telling;
    const {secret} = standardWords(template, data);
    if (!('personId' in to)) return this.email(tx, telling, to);
    if (secret) {
      // Where somebody signs in, and nowhere that was chosen since.
      const email = (await this.contacts.emailsOf(tx, [to.personId])).get(to.personId);
      const person = await this.reachable.of(tx, to.personId);
      return email && person ? this.email(tx, telling, {...to, email, name: person.name}) : false;
    }
    const person = await this.reachable.of(tx, to.personId);
    if (!person) throw new Error('whom it is for is not known in this council');
    const words = await this.wordsFor.of(tx, template, data, person);
    requireLength(words);
    const told = await this.inside(tx, telling, person, words);
    if (told) await this.tellOthers(tx, telling, person);
    return told;
  }

  /** No longer to be sent or shown: what it said and to whom is gone. Nothing when there is none. */
  async end(tx: Tx, councilId: string, key: string): Promise<void> {
    await tx.query(
      `WITH ended AS (UPDATE notice SET state = 'ended' WHERE council_id = $1 AND key = $2 AND state <> 'ended' RETURNING id)
       UPDATE delivery SET state = 'ended' FROM ended WHERE notice_id = ended.id AND delivery.state <> 'ended'`,
      [councilId, key],
    );
  }

  private async inside<C extends TemplateCode>(
    tx: Tx,
    {councilId, template, data, key}: Omit<Telling<C>, 'to'>,
    person: Reachable,
    words: Words,
    aboutId: string | null = null,
  ): Promise<boolean> {
    const [made] = await tx.query<{id: string}[]>(
      `INSERT INTO notice (council_id, person_id, channel, template, data, subject, body, path, key, state, about_id)
       VALUES ($1, $2, 'inside', $3, $4, $5, $6, $7, $8, 'told', $9) ON CONFLICT (council_id, key) DO NOTHING RETURNING id`,
      [councilId, person.personId, template, JSON.stringify(data), words.subject, words.body, words.path, key, aboutId],
    );
    if (made) await this.fanOut.run(tx, councilId, made.id, person, words);
    return made !== undefined;
  }

  private async email<C extends TemplateCode>(
    tx: Tx,
    {councilId, template, data, key}: Telling<C>,
    to: {personId?: string; email: string; name: string},
  ): Promise<boolean> {
    const words = await this.wordsFor.of(tx, template, data, {format: 'standard', language: 'en'});
    requireLength(words);
    const {subject, body, path, secret = false} = words;
    const [made] = await tx.query<{id: string}[]>(
      `INSERT INTO notice (council_id, person_id, email, name, channel, template, data, subject, body, path, key, state, secret)
       VALUES ($1, $2, $3, $4, 'email', $5, $6, $7, $8, $9, $10, 'waiting', $11)
       ON CONFLICT (council_id, key) DO NOTHING RETURNING id`,
      [
        councilId,
        to.personId ?? null,
        to.email,
        to.name,
        template,
        JSON.stringify(secret ? {} : data),
        subject,
        secret ? '' : body,
        path,
        key,
        secret,
      ],
    );
    if (made) await this.fanOut.email(tx, councilId, made.id, to, {subject, body, secret});
    return made !== undefined;
  }

  /** Those whom the person wants told too, each in their own way. Who acts for a holder is told as such already. */
  private async tellOthers<C extends TemplateCode>(tx: Tx, telling: Telling<C>, about: Reachable): Promise<void> {
    const others = await this.also.inForce(tx, about.personId);
    if (others.length === 0) return;
    const acting = 'forName' in telling.data ? await this.representatives.of(tx, about.personId, 'book') : [];
    for (const {personId} of others.filter((each) => !acting.includes(each.personId))) {
      const other = await this.reachable.of(tx, personId);
      if (!other) continue;
      const words = await this.wordsFor.of(tx, telling.template, telling.data, other);
      const body = paragraphs(`This is about ${about.name}, who wants you to know too.`, words.body);
      const key = `${telling.key.replace(about.personId, personId)}:beside`;
      await this.inside(tx, {...telling, key}, other, {...words, body, path: null}, about.personId);
    }
  }
}

/** @throws MESSAGE_TOO_LONG */
function requireLength({body}: {body: string}): void {
  const {length} = [...body];
  if (length <= LONGEST_MESSAGE) return;
  const [has, most] = [length, LONGEST_MESSAGE].map((each) => each.toLocaleString('en-GB'));
  const message = `The message has ${has} characters. It can have ${most}: make it shorter, or write two.`;
  throw new DomainError('refused', 'MESSAGE_TOO_LONG', message, {fields: [{field: 'text', message}]});
}
