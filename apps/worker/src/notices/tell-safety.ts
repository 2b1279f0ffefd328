import {Injectable} from '@nestjs/common';
import {RoleHolders} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {COMPLAINT_MADE, CONCERN_RAISED, ConcernFacts} from '@app/register';
import {keyOf, Told} from './told.js';

/** That a concern has come, to the safeguarding team but whom it is about; that a complaint has, to the officers. */
@Injectable()
export class TellSafety {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ConcernFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of concerns and complaints',
      topics: [CONCERN_RAISED, COMPLAINT_MADE],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId, topic} = event;
    const concern = topic === CONCERN_RAISED;
    const team = await this.holders.of(tx, concern ? 'safeguarding' : 'officer');
    const template = concern ? 'concern_waiting' : 'complaint_waiting';
    for (const personId of concern ? await this.facts.others(tx, subjectId, team) : team) {
      await this.notices.tell(tx, {councilId, to: {personId}, template, data: {}, key: keyOf(event, personId)});
    }
  }
}
