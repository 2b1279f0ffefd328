import type {DataSource} from 'typeorm';
import {Vocabulary} from '../../words/vocabulary.js';

const LOOK_AGAIN_MS = 1_000;

/** The words that documents hold, kept up with what is written: words are only ever added. */
export class VocabularyWatch {
  private readonly vocabulary = new Vocabulary();
  private last = 0;
  private lookedAt = -Infinity;
  private looking: Promise<void> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  async current(): Promise<Vocabulary> {
    if (performance.now() - this.lookedAt > LOOK_AGAIN_MS) {
      this.looking ??= this.look().finally(() => (this.looking = null));
      await this.looking;
    }
    return this.vocabulary;
  }

  private async look(): Promise<void> {
    const rows = await this.dataSource.query<{id: number; word: string}[]>(
      `SELECT id, word FROM search_word WHERE id > $1 ORDER BY id`,
      [this.last],
    );
    this.vocabulary.add(rows.map(({word}) => word));
    this.last = rows.at(-1)?.id ?? this.last;
    this.lookedAt = performance.now();
  }
}
