import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {SubmitApplication} from '../applications/submit-application.js';
import {RequireFilledIn} from './require-filled-in.js';

/** Hands in an application when nothing that is the applicant's to do is missing: theirs to do, or an officer's for them. */
@Injectable()
export class HandIn {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly filledIn: RequireFilledIn,
    private readonly submits: SubmitApplication,
  ) {}

  /** @throws NOT_FOUND, ILLEGAL_TRANSITION, ANSWERS_MISSING with the tasks */
  async run(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: true});
      await this.filledIn.of(tx, opened);
      await this.submits.within(tx, principal, opened);
    });
  }
}
