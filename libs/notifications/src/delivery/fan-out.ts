import {Inject, Injectable} from '@nestjs/common';
import {Councils} from '@app/identity';
import {Clock} from '@app/kernel';
import {Environment, Outbox, type Tx} from '@app/platform';
import type {Choice} from '../preferences/choices.js';
import {firstAllowed} from '../preferences/quiet-hours.js';
import {pointFor, type Reachable} from '../preferences/reachable.js';
import type {Words} from '../words/words-for.js';
import {compose, type Frame} from './compose.js';
import type {Channel, Failure, Need} from './delivery.entity.js';
import {textLength} from './text-message.js';

/** A delivery is due: the worker sends what is. */
export const DELIVERY_DUE = 'delivery.due';

export interface NewDelivery {
  channel: Channel;
  needs: Need[];
  toValue: string | null;
  body: string;
  dueAt: Date;
  failure: Failure | null;
}

/** Puts one message on each way that its person chose, when they allow it. Nothing is dropped: what cannot go that way is staff’s to look after. */
@Injectable()
export class FanOut {
  constructor(
    private readonly councils: Councils,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(Environment) private readonly environment: Environment,
  ) {}

  async run(tx: Tx, councilId: string, noticeId: string, person: Reachable, words: Words): Promise<void> {
    const all: NewDelivery[] = [];
    const channels = person.channels.filter((each) => !words.passing || each === 'email' || each === 'sms');
    const frame = channels.length ? await this.frame(councilId) : null;
    if (frame) for (const channel of channels) all.push(this.one(frame, channel, person, words));
    const needs = words.passing ? [] : needsOf(person, words);
    const carried = all.some(({channel, failure}) => !failure && (channel === 'letter' || channel === 'phone'));
    if (needs.length && !carried) {
      all.push({channel: 'help', needs, toValue: null, body: words.body, dueAt: this.clock.now(), failure: null});
    }
    await this.insert(tx, councilId, noticeId, person, words.subject, all);
  }

  /** By e-mail alone, to an address that is given and not chosen. */
  async email(tx: Tx, councilId: string, noticeId: string, to: EmailAddressee, words: EmailWords): Promise<void> {
    const body = words.body;
    const delivery = {
      channel: 'email' as const,
      needs: [],
      toValue: to.email,
      body,
      dueAt: this.clock.now(),
      failure: null,
    };
    const {personId = null, name} = to;
    await this.insert(tx, councilId, noticeId, {...PLAIN, personId, name}, words.subject, [delivery], words.secret);
  }

  async frame(councilId: string): Promise<Frame> {
    const {name, phone, phoneHours} = await this.councils.one(councilId);
    return {council: {name, phone, phoneHours}, publicUrl: this.environment.publicUrl};
  }

  one(frame: Frame, channel: Choice, person: Reachable, words: Words): NewDelivery {
    const point = pointFor(person, channel);
    const body = compose(channel, person.name, words, frame);
    const needs = channel === 'letter' || channel === 'phone' ? needsOf(person, words) : [];
    if (channel === 'phone' && person.interpreter) needs.push('interpreter');
    const failure = failureOf(channel, point, body);
    const now = this.clock.now();
    const dueAt = words.urgent || channel === 'letter' ? now : firstAllowed(now, person.quiet);
    return {channel, needs, toValue: point?.value ?? null, body, dueAt, failure};
  }

  private async insert(
    tx: Tx,
    councilId: string,
    noticeId: string,
    {personId, name, format, language}: Addressee,
    subject: string,
    all: readonly NewDelivery[],
    secret = false,
  ): Promise<void> {
    for (const {channel, needs, toValue, body, dueAt, failure} of all) {
      const rows = await tx.query<{id: string}[]>(
        `INSERT INTO delivery (council_id, notice_id, person_id, channel, format, language, needs, secret, to_name, to_value,
                               subject, body, state, due_at, failure)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (notice_id, channel) WHERE after_id IS NULL DO NOTHING RETURNING id`,
        [
          councilId,
          noticeId,
          personId,
          channel,
          format,
          language,
          needs,
          secret,
          name,
          toValue,
          subject,
          body,
          failure ? 'failed' : 'waiting',
          dueAt,
          failure,
        ],
      );
      const [made] = rows;
      if (made && !failure && channel !== 'phone' && channel !== 'help') {
        await this.outbox.publish(tx, councilId, DELIVERY_DUE, made.id, dueAt);
      }
    }
  }
}

function failureOf(channel: Choice, point: {failed: boolean} | null, body: string): Failure | null {
  if (!point) return 'no_address';
  if (point.failed) return 'known_bad';
  return channel === 'sms' && textLength(body).tooLong ? 'too_long' : null;
}

type Addressee = {personId: string | null} & Pick<Reachable, 'name' | 'format' | 'language'>;
type EmailAddressee = {email: string; name: string; personId?: string};
type EmailWords = {subject: string; body: string; secret?: boolean};

const PLAIN = {format: 'standard', language: 'en'} as const;

function needsOf({format}: Reachable, {lacking}: Words): Need[] {
  return [...(format === 'audio' ? (['audio'] as const) : []), ...lacking];
}
