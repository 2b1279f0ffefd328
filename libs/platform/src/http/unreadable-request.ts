import {STATUS_CODES} from 'node:http';
import type {Socket} from 'node:net';
import {problemOf} from './problem.js';

/** By Node's code of what was wrong; anything else was not HTTP at all. */
const STATUS: Readonly<Record<string, number>> = {ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431};

/** What cannot be read as a request reaches no route: it gets a problem too, and hears that the connection ends with it. */
export function answerUnreadable(error: Error & {code?: string}, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const statusCode = STATUS[error.code ?? ''] ?? 400;
    const body = JSON.stringify(problemOf({statusCode}));
    const head = [
      `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
