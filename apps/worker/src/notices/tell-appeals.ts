import {Injectable} from '@nestjs/common';
import {RoleHolders} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {APPEAL_DECIDED, APPEAL_RECEIVED, AppealFacts, type AppealFact} from '@app/register';
import {keyOf, Told} from './told.js';

/** That an appeal has come and what became of it, told to whoever appealed; that one waits, to those who may hear it. */
@Injectable()
export class TellAppeals {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: AppealFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of appeals',
      topics: [APPEAL_RECEIVED, APPEAL_DECIDED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const appeal = await this.facts.of(tx, event.subjectId);
    if (!appeal) return;
    const {councilId, topic} = event;
    const template = topic === APPEAL_DECIDED ? 'appeal_decided' : 'appeal_received';
    for (const personId of appeal.appellants) {
      const data = {applicationId: appeal.applicationId};
      await this.notices.tell(tx, {councilId, to: {personId}, template, data, key: keyOf(event, personId)});
    }
    if (topic === APPEAL_RECEIVED && appeal.state === 'received') await this.waiting(tx, event, appeal);
  }

  /** Without names: whoever takes it reads whose it is. */
  private async waiting(tx: Tx, event: RelayedEvent, {id, memberId}: AppealFact): Promise<void> {
    const {councilId} = event;
    const deciders = await this.holders.of(tx, 'approver');
    for (const personId of await this.facts.withoutPart(tx, memberId, deciders)) {
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'appeal_waiting', data: {appealId: id}, key});
    }
  }
}
