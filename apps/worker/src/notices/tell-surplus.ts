import {Injectable} from '@nestjs/common';
import {SurplusFacts} from '@app/allocations';
import {Representatives} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

const WRITTEN = 'surplus_letter.sent';
const DECIDED = 'surplus_letter.decided';

/** Money left over: written to the person on the ways that they chose, and to who may spend for them. */
@Injectable()
export class TellSurplus {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly letters: SurplusFacts,
    private readonly representatives: Representatives,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of surplus',
      topics: [WRITTEN, DECIDED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const letter = await this.letters.of(tx, event.subjectId);
    if (!letter) return;
    const {holder, purpose, id: letterId} = letter;
    for (const personId of [holder.id, ...(await this.representatives.of(tx, holder.id, 'approve_hours'))]) {
      const to = {councilId: event.councilId, to: {personId}, key: keyOf(event, personId)};
      const about = {letterId, purpose, forName: personId === holder.id ? '' : holder.name};
      if (event.topic === WRITTEN) {
        await this.notices.tell(tx, {...to, template: 'surplus_written', data: {...letter, ...about}});
      } else if (letter.decision) {
        const {decision, decidedPence, decisionReason} = letter;
        const data = {...about, decision, pence: decidedPence ?? 0, reason: decisionReason ?? ''};
        await this.notices.tell(tx, {...to, template: 'surplus_decided', data});
      }
    }
  }
}
