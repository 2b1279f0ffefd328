import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {SubmitApplication} from '../applications/submit-application.js';
import {answersMissing} from './apply.errors.js';
import {ReadApply} from './read-apply.js';

/**
 * Hands in an application that was filled in on the pages, when nothing is missing. A program may hand in one with
 * nothing filled in: what the scheme asks for is asked again before the decision.
 */
@Injectable()
export class HandIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly reading: ReadApply,
    private readonly submits: SubmitApplication,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION, ANSWERS_MISSING with the tasks */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: true});
      const {tasks} = await this.reading.of(tx, opened);
      const missing = tasks.filter(({state}) => state === 'missing').map(({code}) => code);
      if (missing.length) throw answersMissing(missing);
      await this.submits.within(tx, principal, opened);
    });
  }
}
