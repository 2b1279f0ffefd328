import {Injectable, Logger} from '@nestjs/common';
import type {Day} from '@app/kernel';
import {DataSource} from 'typeorm';
import {Thesauri} from './thesauri.js';

const LOOK_AGAIN_MS = 1_000;

/** What words mean, for whoever asks: a council's new words count a second or two later, and nobody waits for them. */
@Injectable()
export class ThesauriWatch {
  private readonly log = new Logger(ThesauriWatch.name);
  private known: {day: Day; thesauri: Thesauri} | null = null;
  private lookedAt = -Infinity;
  private looking: Promise<Thesauri> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  async on(day: Day): Promise<Thesauri> {
    if (this.known?.day !== day) return this.look(day);
    if (performance.now() - this.lookedAt > LOOK_AGAIN_MS) {
      this.lookedAt = performance.now();
      void this.look(day).catch((error: unknown) => this.log.warn(`the words could not be read: ${String(error)}`));
    }
    return this.known.thesauri;
  }

  private look(day: Day): Promise<Thesauri> {
    this.looking ??= this.read(day).finally(() => (this.looking = null));
    return this.looking;
  }

  private async read(day: Day): Promise<Thesauri> {
    const thesauri = await Thesauri.on(this.dataSource, day, this.known?.thesauri);
    this.known = {day, thesauri};
    this.lookedAt = performance.now();
    return thesauri;
  }
}
