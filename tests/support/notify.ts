import {NotifyLoopback} from '../../apps/standalone/src/bench/notify-loopback.js';
import type {World} from './people.js';

export const TEMPLATES = {
  email: '33333333-3333-4333-8333-333333333333',
  sms: '44444444-4444-4444-8444-444444444444',
} as const;
const TOKEN = 'a token that Notify would carry'.replaceAll(' ', '-');

/** GOV.UK Notify on this machine, and a council that sends through it. */
export interface TestNotify {
  loopback: NotifyLoopback;
  /** What processes need of the environment. */
  variables: Record<string, string>;
  token: string;
  setUp(world: World, council: string, by: {personId: string}, letters?: 'print' | 'notify'): Promise<void>;
  /** A delivery receipt, as Notify posts it. */
  receipt(baseUrl: string, council: string, body: object, token?: string): Promise<Response>;
}

export async function startNotify(): Promise<TestNotify> {
  const loopback = await NotifyLoopback.start();
  return {
    loopback,
    token: TOKEN,
    variables: {
      NOTIFY_URL: loopback.url,
      NOTIFY_KEYS: `notts=${loopback.key}`,
      NOTIFY_CALLBACK_TOKENS: `notts=${TOKEN}`,
    },
    setUp: async (world, council, {personId}, letters = 'print') => {
      await world.add('council_sending', {
        council_id: council,
        reference: 'notts',
        email_template: TEMPLATES.email,
        sms_template: TEMPLATES.sms,
        letters,
        since: '2020-01-01',
        recorded_by: personId,
      });
    },
    receipt: (baseUrl, council, body, token = TOKEN) =>
      fetch(`${baseUrl}/callbacks/notify/${council}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
        body: JSON.stringify(body),
      }),
  };
}
