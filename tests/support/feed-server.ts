import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** Another council's directory that answers whatever a test wants, over loopback. */
export class FeedServer {
  /** What it answers; the whole of a list, until it is told otherwise. */
  answer: (url: URL, response: ServerResponse) => void = (_url, response) => response.end('');
  private readonly server = createServer((request, response) =>
    this.answer(new URL(request.url ?? '', 'http://feed'), response),
  );

  static async open(): Promise<FeedServer> {
    const feed = new FeedServer();
    await new Promise<void>((ready) => feed.server.listen(0, '127.0.0.1', ready));
    return feed;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get address(): string {
    return `http://${this.host}`;
  }

  serve(services: readonly unknown[]): void {
    const page = {total_items: services.length, total_pages: 1, page_number: 1, last_page: true, contents: services};
    this.answer = (_url, response) => response.end(JSON.stringify(page));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
