import type {MeilisearchHttp} from '../engines/meilisearch/meilisearch-http.js';
import {MeilisearchRefusal} from '../engines/meilisearch/meilisearch-http.js';
import {keyOf, pathOf, SETTINGS, type IndexedDocument} from '../engines/meilisearch/recipe.js';

interface Task {
  status: 'enqueued' | 'processing' | 'succeeded' | 'failed' | 'canceled';
  error: {code: string; message: string} | null;
}

const CALL_MS = 30_000;
const LONGEST_POLL_MS = 250;
const AT_ONCE = 10_000;

/** Writing to Meilisearch. What it accepts it does later, so everything here waits until it is done. */
export class IndexAdmin {
  constructor(private readonly http: MeilisearchHttp) {}

  async create(uid: string): Promise<void> {
    if (!(await this.exists(uid))) await this.task('POST', '/indexes', {uid, primaryKey: 'key'});
    await this.task('PATCH', `${pathOf(uid)}/settings`, SETTINGS);
  }

  async exists(uid: string): Promise<boolean> {
    try {
      await this.call('GET', pathOf(uid));
      return true;
    } catch (error) {
      if (error instanceof MeilisearchRefusal && error.code === 'index_not_found') return false;
      throw error;
    }
  }

  async drop(uid: string): Promise<void> {
    if (await this.exists(uid)) await this.task('DELETE', pathOf(uid));
  }

  async count(uid: string): Promise<number> {
    const {numberOfDocuments} = await this.call<{numberOfDocuments: number}>('GET', `${pathOf(uid)}/stats`);
    return numberOfDocuments;
  }

  /**
   * Puts and removes documents: each whole, by its own key, in this order. Each part is accepted before the next is
   * sent, so Meilisearch keeps the order too.
   */
  async write(uid: string, put: readonly IndexedDocument[], remove: readonly number[]): Promise<void> {
    await this.finished(await this.begin(uid, put, remove));
  }

  /** The same, but only accepted. @returns what `finished` takes */
  async begin(uid: string, put: readonly IndexedDocument[], remove: readonly number[]): Promise<number[]> {
    const tasks: number[] = [];
    for (let from = 0; from < put.length; from += AT_ONCE) {
      tasks.push(await this.send('POST', `${pathOf(uid)}/documents`, put.slice(from, from + AT_ONCE)));
    }
    if (remove.length) tasks.push(await this.send('POST', `${pathOf(uid)}/documents/delete-batch`, remove.map(keyOf)));
    return tasks;
  }

  /** @throws Error when any of them failed */
  async finished(tasks: readonly number[]): Promise<void> {
    for (const task of tasks) await this.done(task);
  }

  /** Every document, in parts; in no order that means anything. */
  async *documents(uid: string): AsyncGenerator<IndexedDocument[]> {
    for (let offset = 0; ; offset += AT_ONCE) {
      const {results} = await this.call<{results: IndexedDocument[]}>('POST', `${pathOf(uid)}/documents/fetch`, {
        offset,
        limit: AT_ONCE,
      });
      if (results.length) yield results;
      if (results.length < AT_ONCE) return;
    }
  }

  /** Some documents, by their keys; in no order. */
  async some(uid: string, keys: readonly string[]): Promise<IndexedDocument[]> {
    const filter = `key IN [${keys.join()}]`;
    const asked = {filter, limit: keys.length};
    return (await this.call<{results: IndexedDocument[]}>('POST', `${pathOf(uid)}/documents/fetch`, asked)).results;
  }

  private async task(method: string, path: string, body?: unknown): Promise<void> {
    await this.done(await this.send(method, path, body));
  }

  private async send(method: string, path: string, body?: unknown): Promise<number> {
    return (await this.call<{taskUid: number}>(method, path, body)).taskUid;
  }

  /** @throws Error when the task failed: Meilisearch itself only notes it */
  private async done(taskUid: number): Promise<void> {
    for (let pause = 10; ; pause = Math.min(pause * 1.5, LONGEST_POLL_MS)) {
      const task = await this.call<Task>('GET', `/tasks/${taskUid}`);
      if (task.status === 'succeeded') return;
      if (task.status === 'failed' || task.status === 'canceled') {
        throw new Error(`Meilisearch could not do it: ${task.error?.code ?? task.status} ${task.error?.message ?? ''}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.http.request<T>(method, path, {body, timeoutMs: CALL_MS});
  }
}
