import http from 'node:http';
import https from 'node:https';
import {urlToHttpOptions} from 'node:url';

/** Meilisearch answered, but not with what was asked for. Its `code` is its own: index_not_found. */
export class MeilisearchRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(`Meilisearch says ${status} ${code}: ${message}`);
  }
}

interface Asked<T> {
  body?: unknown;
  timeoutMs: number;
  /** Reads the text of an answer; without it, as JSON. */
  read?: (text: string) => T;
}

/**
 * Meilisearch over HTTP on connections that are kept. Answers are asked for uncompressed: compressed ones above some
 * five kilobytes arrive forty milliseconds late.
 */
export class MeilisearchHttp {
  private readonly agent: http.Agent;
  private readonly client: typeof http | typeof https;
  /** Taken apart once. */
  private readonly server: http.RequestOptions;
  private readonly root: string;

  constructor(
    url: string,
    private readonly key: string | undefined,
    connections = 64,
  ) {
    this.server = urlToHttpOptions(new URL(url));
    this.root = (this.server.path ?? '').replace(/\/$/, '');
    this.client = url.startsWith('https:') ? https : http;
    this.agent = new this.client.Agent({keepAlive: true, maxSockets: connections});
  }

  /**
   * @param path from the root; whoever puts an id into it has checked the id
   * @param socketUsed gets the connection, for watching it
   * @throws MeilisearchRefusal, or the network's own error; also when it takes longer than allowed
   */
  request<T>(
    method: string,
    path: string,
    {body, timeoutMs, read = JSON.parse}: Asked<T>,
    socketUsed?: (socket: NodeJS.EventEmitter) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const request = this.client.request({
        ...this.server,
        path: this.root + path,
        method,
        agent: this.agent,
        headers: {
          'accept-encoding': 'identity',
          ...(this.key && {authorization: `Bearer ${this.key}`}),
          ...(text !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          }),
        },
      });
      const late = setTimeout(() => {
        request.destroy(new Error(`Meilisearch took longer than ${timeoutMs} ms`));
      }, timeoutMs);
      request.on('close', () => clearTimeout(late));
      request.on('error', reject);
      if (socketUsed) request.on('socket', socketUsed);
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          try {
            const text = Buffer.concat(parts).toString();
            refuse(response.statusCode ?? 0, text);
            resolve(read(text === '' ? 'null' : text));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      });
      request.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** @throws MeilisearchRefusal unless it is a success */
function refuse(status: number, text: string): void {
  if (status >= 200 && status < 300) return;
  const {code = 'unknown', message = ''} = (text === '' ? {} : JSON.parse(text)) as {code?: string; message?: string};
  throw new MeilisearchRefusal(status, code, message);
}
