import notify from 'notifications-node-client';
import type {CouncilSending} from './council-sending.entity.js';
import type {Outgoing, Sender, SendResult} from './sender.js';

const TIMEOUT_MS = 20_000;
const BAD_REQUEST = 400;
const FORBIDDEN = 403;
const TOO_MANY = 429;

type Client = InstanceType<typeof notify.NotifyClient>;
/** What its client sends through: axios. */
type RestClient = (options: object) => Promise<unknown>;

/** GOV.UK Notify. Nothing of an error but its status and short reason is kept: the rest holds the message and the token. */
export class NotifySender implements Sender {
  readonly takes: ReadonlySet<Outgoing['channel']>;
  private readonly client: Client;

  constructor(
    url: string,
    key: string,
    private readonly settings: Pick<CouncilSending, 'emailTemplate' | 'smsTemplate' | 'letters'>,
  ) {
    this.client = new notify.NotifyClient(url, key);
    const {restClient} = this.client.apiClient as unknown as {restClient: RestClient};
    this.client.setClient(((options: object) =>
      restClient({...options, timeout: TIMEOUT_MS, maxRedirects: 0})) as never);
    const {emailTemplate, smsTemplate, letters} = settings;
    this.takes = new Set<Outgoing['channel']>([
      ...(emailTemplate ? (['email'] as const) : []),
      ...(smsTemplate ? (['sms'] as const) : []),
      ...(letters === 'notify' ? (['letter'] as const) : []),
    ]);
  }

  async send(message: Outgoing): Promise<SendResult> {
    try {
      const {data} = await this.call(message);
      return {kind: 'sent', providerId: data.id};
    } catch (error) {
      return resultOf(error);
    }
  }

  async find(reference: string): Promise<string | null> {
    const {data} = await this.client.getNotifications(undefined, undefined, reference);
    return data.notifications.find((each) => each.reference === reference)?.id ?? null;
  }

  private call({channel, to, subject, body, reference, pdf}: Outgoing): Promise<{data: {id: string}}> {
    const {emailTemplate, smsTemplate} = this.settings;
    if (channel === 'letter') return this.client.sendPrecompiledLetter(reference, pdf ?? Buffer.alloc(0), 'second');
    if (channel === 'sms') {
      return this.client.sendSms(smsTemplate ?? '', to, {personalisation: {body}, reference});
    }
    return this.client.sendEmail(emailTemplate ?? '', to, {personalisation: {subject, body}, reference});
  }
}

interface NotifyError {
  response?: {status?: number; data?: {errors?: {error?: string; message?: string}[]}};
}

function resultOf(error: unknown): SendResult {
  const {response} = error as NotifyError;
  const said = response?.data?.errors?.[0];
  const why = [said?.error, said?.message].filter(Boolean).join(': ').slice(0, 200) || 'no reason was given';
  const status = response?.status;
  if (status === BAD_REQUEST) return {kind: 'refused', why};
  if (status === FORBIDDEN) return {kind: 'halt', why};
  return {kind: 'later', certain: status === TOO_MANY};
}
