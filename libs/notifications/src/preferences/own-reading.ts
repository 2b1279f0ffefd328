import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {prepared, UnitOfWork} from '@app/platform';

/** How somebody wants things to be written for them, on pages too while nothing else was chosen there. */
@Injectable()
export class OwnReading {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null where they never said. */
  of({councilId, personId}: Principal): Promise<{language: string; easy: boolean} | null> {
    return this.uow.run(councilId, async (tx) => {
      const [row] = await prepared<{language: string; easy: boolean}[]>(
        tx,
        `SELECT language, format = 'easy_read' AS easy FROM contact_preference WHERE person_id = $1`,
        [personId],
      );
      return row ?? null;
    });
  }
}
