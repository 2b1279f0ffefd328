import {createHmac, randomUUID} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface Taken {
  id: string;
  reference: string;
  channel: string;
  to: string;
  personalisation: Record<string, string>;
  /** Of a letter, as it came. */
  content?: string;
}

const SERVICE = '11111111-1111-4111-8111-111111111111';
const SECRET = '22222222-2222-4222-8222-222222222222';

/**
 * Stands in for GOV.UK Notify on this machine: takes e-mails, text messages and letters from its real client, checks
 * the key, refuses what Notify refuses, and says by reference what it has.
 */
export class NotifyLoopback {
  /** Everything it took, in order: the same reference twice is a double. */
  readonly taken: Taken[] = [];
  /** Asked of each message before it is taken; a status other than 201 refuses it. */
  answer: (message: Taken) => number | Promise<number> = () => CREATED;
  /** When it is set, a message is taken and nobody ever hears of it. */
  silent = false;
  lookups = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<NotifyLoopback> {
    const server = createServer((request, response) => void loopback.handle(request, response));
    const loopback = new NotifyLoopback(server);
    server.keepAliveTimeout = 30_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return loopback;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** As its dashboard shows it once. */
  get key(): string {
    return `loopback-${SERVICE}-${SECRET}`;
  }

  /** How many references it took more than once. */
  get doubles(): number {
    return this.taken.length - new Set(this.taken.map(({reference}) => reference)).size;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (!isSigned(request.headers.authorization))
      return refuse(response, FORBIDDEN, 'AuthError', 'Invalid token: API key not found');
    if (request.method === 'GET') {
      this.lookups += 1;
      const reference = url.searchParams.get('reference');
      return answer(response, OK, {
        notifications: this.taken.filter((each) => each.reference === reference),
        links: {},
      });
    }
    const message = await read(request, url.pathname.split('/').at(-1) ?? '');
    const wrong = problemOf(message);
    if (wrong) return refuse(response, BAD_REQUEST, 'ValidationError', wrong);
    const status = await this.answer(message);
    if (status !== CREATED) return refuse(response, status, REASONS[status] ?? 'Exception', 'Not now');
    this.taken.push(message);
    if (!this.silent)
      answer(response, CREATED, {id: message.id, reference: message.reference, content: {}, uri: '', template: {}});
  }
}

const [OK, CREATED, BAD_REQUEST, FORBIDDEN] = [200, 201, 400, 403];
const REASONS: Readonly<Record<number, string>> = {400: 'BadRequestError', 403: 'AuthError', 429: 'RateLimitError'};

/** Notify's tokens are JWTs signed with the last part of the key. */
function isSigned(authorization = ''): boolean {
  const [header, payload, signature] = authorization.replace(/^Bearer /, '').split('.');
  if (!header || !payload) return false;
  const expected = createHmac('sha256', SECRET).update(`${header}.${payload}`).digest('base64url');
  const {iss} = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {iss?: string};
  return signature === expected && iss === SERVICE;
}

async function read(request: IncomingMessage, channel: string): Promise<Taken> {
  let text = '';
  for await (const part of request as AsyncIterable<Buffer>) text += part.toString();
  const body = JSON.parse(text) as Record<string, never>;
  const to = body['email_address'] ?? body['phone_number'] ?? '';
  const {reference, personalisation = {}, content} = body as unknown as Taken;
  return {id: randomUUID(), reference, channel, to, personalisation, ...(content && {content})};
}

const LONGEST_TEXT = 918;

function problemOf({channel, to, personalisation, content}: Taken): string | null {
  const {subject, body = ''} = personalisation;
  if (channel === 'letter') return content ? null : 'content is a required property';
  if (channel === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(to)) return 'email_address Not a valid email address';
  if (channel === 'email' && (!subject || /[\r\n]/.test(subject))) return 'Missing personalisation: subject';
  if (channel === 'sms' && !/^\+\d{7,15}$/.test(to)) return 'phone_number Not a valid phone number';
  if (channel === 'sms' && [...body].length > LONGEST_TEXT)
    return 'Content for template has a character count greater than the limit of 918';
  return body ? null : 'Missing personalisation: body';
}

function refuse(response: ServerResponse, status: number, error: string, message: string): void {
  answer(response, status, {status_code: status, errors: [{error, message}]});
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {'Content-Type': 'application/json'}).end(JSON.stringify(body));
}
