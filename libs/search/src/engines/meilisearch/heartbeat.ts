import type {MeilisearchHttp} from './meilisearch-http.js';
import {pathOf} from './recipe.js';
import {checkVersion} from './server-version.js';

const WELL_MS = 1_000;
const UNWELL_MS = 250;
const LONGEST_MS = 400;

/**
 * Whether Meilisearch answers, found out beside the searches and not by them. It listens on a connection of its own:
 * when the server dies the connection dies with it, and the next search knows already.
 */
export class Heartbeat {
  private alive = false;
  /** Another server may listen behind a new connection. */
  private versionKnown = false;
  private timer: NodeJS.Timeout | null = null;
  private stopped = true;
  private beating: Promise<void> | null = null;
  private readonly watched = new WeakSet<NodeJS.EventEmitter>();

  constructor(
    private readonly meilisearch: MeilisearchHttp,
    private readonly uid: () => string | null,
    private readonly changed: (alive: boolean, reason: string) => void,
  ) {}

  get well(): boolean {
    return this.alive;
  }

  start(): void {
    this.stopped = false;
    void this.beat();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.beating;
  }

  /** A search failed: nobody else need wait for the next beat. */
  failed(error: unknown): void {
    this.set(false, String(error));
    this.soon(UNWELL_MS);
  }

  /** Asks now. One at a time: whoever asks meanwhile gets the same answer. */
  beat(): Promise<void> {
    this.beating ??= this.ask().finally(() => (this.beating = null));
    return this.beating;
  }

  private async ask(): Promise<void> {
    const uid = this.uid();
    try {
      if (!uid) throw new Error('there is no index yet');
      if (!this.versionKnown) await checkVersion(this.meilisearch, LONGEST_MS);
      this.versionKnown = true;
      const body = {q: 'a', facets: ['key'], limit: 0, filter: 'cell = 0'};
      const asked = {body, timeoutMs: LONGEST_MS};
      await this.meilisearch.request('POST', `${pathOf(uid)}/search`, asked, (socket) => this.watch(socket));
      this.set(true, '');
    } catch (error) {
      this.versionKnown = false;
      this.set(false, String(error));
    }
    this.soon(this.alive ? WELL_MS : UNWELL_MS);
  }

  private watch(socket: NodeJS.EventEmitter): void {
    if (this.watched.has(socket)) return;
    this.watched.add(socket);
    socket.on('close', () => {
      this.versionKnown = false;
      if (!this.stopped) void this.beat();
    });
  }

  private set(alive: boolean, reason: string): void {
    if (alive === this.alive) return;
    this.alive = alive;
    if (!this.stopped) this.changed(alive, reason);
  }

  private soon(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.beat(), ms).unref();
  }
}
