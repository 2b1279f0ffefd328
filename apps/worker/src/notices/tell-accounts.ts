import {Injectable} from '@nestjs/common';
import {SECOND_STEP_RESET} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay} from '@app/platform';
import {Told} from './told.js';

/** What an administrator did to somebody's account: told to whose it is. */
@Injectable()
export class TellAccounts {
  constructor(relay: OutboxRelay, told: Told, notices: Notices) {
    relay.subscribe({
      name: 'notices of accounts',
      topics: ['session.ended_by_admin', SECOND_STEP_RESET],
      handle: (events) =>
        told.each(events, async (tx, {councilId, topic, subjectId: personId, id}) => {
          const what = topic === SECOND_STEP_RESET ? 'second_step_reset' : 'sessions_ended';
          const key = `${topic}:${id}:${personId}`;
          await notices.tell(tx, {councilId, to: {personId}, template: 'account_changed', data: {what}, key});
        }),
    });
  }
}
