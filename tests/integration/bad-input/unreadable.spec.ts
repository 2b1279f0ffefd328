import {connect, type AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {Scenario} from '../../support/scenario.js';

let scenario: Scenario;

beforeAll(async () => {
  scenario = await Scenario.open();
});
afterAll(() => scenario.close());

/** All that the server says to this before it ends the connection. */
function said(sent: string): Promise<string> {
  const {port} = scenario.api.app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.on('error', reject).on('close', () => resolve(heard));
  });
}

const UNREADABLE: [what: string, sent: string, status: number, code: string][] = [
  ['what is not HTTP', 'HELLO\r\n\r\n', 400, 'VALIDATION_FAILED'],
  ['a header without a name', 'GET /api/v1/services HTTP/1.1\r\nHost: here\r\n: x\r\n\r\n', 400, 'VALIDATION_FAILED'],
  [
    'two lengths of one body',
    'POST /api/v1/sessions HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n{}x',
    400,
    'VALIDATION_FAILED',
  ],
  [
    'headers of 20 kB',
    `GET /api/v1/services HTTP/1.1\r\nHost: here\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'HEADERS_TOO_LARGE',
  ],
];

describe('what cannot be read as a request', () => {
  for (const [what, sent, status, code] of UNREADABLE) {
    it(`is answered with a problem, and the connection ends: ${what}`, async () => {
      const [head = '', body = ''] = (await said(sent)).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(head).toContain('Content-Type: application/problem+json');
      expect(head).toContain('Connection: close');
      expect(JSON.parse(body)).toMatchObject({type: 'about:blank', status, code});
    });
  }
});
