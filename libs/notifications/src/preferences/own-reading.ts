import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {prepared} from '@app/platform';
import {DataSource} from 'typeorm';

/** How somebody wants things to be written for them, on pages too while nothing else was chosen there. */
@Injectable()
export class OwnReading {
  constructor(private readonly dataSource: DataSource) {}

  /** Null where they never said. Every page asks it, so it takes one statement and no transaction. */
  async of({councilId, personId}: Principal): Promise<{language: string; easy: boolean} | null> {
    const [row] = await prepared<{language: string; easy: boolean}[]>(
      this.dataSource,
      `SELECT language, easy FROM own_reading($1, $2)`,
      [councilId, personId],
    );
    return row ?? null;
  }
}
