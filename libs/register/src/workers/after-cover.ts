import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Application} from '../applications/application.entity.js';
import {missingOf} from '../applications/checklist.js';
import {moveApplication} from '../applications/move-application.js';
import {StandingChanged} from '../standing/standing-changed.js';

/** What follows when the database has put the evidence of an organisation right. */
@Injectable()
export class AfterCover {
  constructor(
    private readonly standingChanged: StandingChanged,
    private readonly clock: Clock,
  ) {}

  async run(tx: Tx, {councilId}: Principal, organisationId: string): Promise<void> {
    const members = await tx.query<{id: string}[]>(`SELECT id FROM member WHERE organisation_id = $1`, [
      organisationId,
    ]);
    for (const {id} of members) {
      await this.standingChanged.publish(tx, councilId, id);
      const application = await tx.findOne(Application, {
        where: {memberId: id, state: 'ready'},
        lock: {mode: 'pessimistic_write'},
      });
      if (application && (await missingOf(tx, application, londonDay(this.clock.now()))).length) {
        await moveApplication(tx, application, 'return_to_checks', this.clock.now(), {readyAt: null});
      }
    }
  }
}
