import {connect, type Socket} from 'node:net';

export interface LoadRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface LoadAnswer {
  status: number;
  body: Buffer;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const END_OF_CHUNKS = Buffer.from('0\r\n\r\n');

/**
 * One kept HTTP/1.1 connection that does as little as it can: on a machine that asks and answers at once, what the
 * asking costs is taken from the answering.
 */
export class Connection {
  private received: Buffer[] = [];
  private length = 0;
  private waiting: {resolve: (answer: LoadAnswer) => void; reject: (error: Error) => void} | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => this.take(data));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the connection was closed')));
  }

  static open(url: string): Promise<Connection> {
    const {hostname, port, host} = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      socket.once('connect', () => resolve(new Connection(socket, host)));
      socket.once('error', reject);
    });
  }

  ask({method, path, headers = {}, body}: LoadRequest): Promise<LoadAnswer> {
    const head = [`${method} ${path} HTTP/1.1`, `host: ${this.host}`, 'accept-encoding: identity'];
    for (const [name, value] of Object.entries(headers)) head.push(`${name}: ${value}`);
    if (body !== undefined) head.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
    return new Promise((resolve, reject) => {
      this.waiting = {resolve, reject};
      this.socket.write(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(data: Buffer): void {
    this.received.push(data);
    this.length += data.length;
    const all = this.received.length === 1 ? data : Buffer.concat(this.received, this.length);
    this.received = [all];
    const end = all.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = all.toString('latin1', 0, end).toLowerCase();
    const from = end + END_OF_HEAD.length;
    const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
    const whole = length === undefined ? all.subarray(-5).equals(END_OF_CHUNKS) : all.length >= from + Number(length);
    if (!whole && !/^http\/1\.1 (?:204|304)/.test(head)) return;
    this.received = [];
    this.length = 0;
    const {waiting} = this;
    this.waiting = null;
    waiting?.resolve({status: Number(head.slice(9, 12)), body: all.subarray(from)});
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = null;
  }
}
