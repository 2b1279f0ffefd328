import type {DataSource} from 'typeorm';
import {Recent} from './recent.js';

/** How long another process's import may go unnoticed. */
const LOOK_AGAIN_MS = 1_000;

/** Answers kept as long as the data they came from is in use. */
export class EditionWatch<T> {
  private answers: Recent<T>;
  private editions = '';
  private lookedAt = -Infinity;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly most: number,
  ) {
    this.answers = new Recent(most);
  }

  /** The kept answer, else the one that is asked for now. */
  async answer(key: string, ask: () => Promise<T>): Promise<T> {
    await this.lookAgain();
    const answers = this.answers; // an edition that changes while we ask gets a store of its own
    const kept = answers.get(key);
    if (kept !== undefined) return kept;
    const answer = await ask();
    answers.set(key, answer);
    return answer;
  }

  private async lookAgain(): Promise<void> {
    if (performance.now() - this.lookedAt < LOOK_AGAIN_MS) return;
    this.looking ??= this.look().finally(() => (this.looking = null));
    await this.looking;
  }

  private async look(): Promise<void> {
    const rows = await this.dataSource.query<{id: string}[]>(
      `SELECT id FROM geography_edition WHERE state = 'current' ORDER BY id`,
    );
    const editions = rows.map(({id}) => id).join();
    if (editions !== this.editions) this.answers = new Recent(this.most);
    this.editions = editions;
    this.lookedAt = performance.now();
  }
}
