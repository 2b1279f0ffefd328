import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {Opened} from '../applications/application-access.js';
import {answersMissing} from './apply.errors.js';
import {ReadApply} from './read-apply.js';

/** Whether an applicant has done all that is theirs to do. */
@Injectable()
export class RequireFilledIn {
  constructor(private readonly reading: ReadApply) {}

  /** @throws ANSWERS_MISSING with the tasks */
  async of(tx: Tx, opened: Opened): Promise<void> {
    const {tasks} = await this.reading.of(tx, opened);
    const missing = tasks.filter(({state}) => state === 'missing').map(({code}) => code);
    if (missing.length) throw answersMissing(missing);
  }
}
