import {Inject, Injectable} from '@nestjs/common';
import {Councils} from '@app/identity';
import {londonDay} from '@app/kernel';
import {Notices} from '@app/notifications';
import {Environment, OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {IssueReferenceLink, REFERENCE_CLOSED, REFERENCE_REMINDER, REFERENCE_WANTED} from '@app/register';
import {Told} from './told.js';

/**
 * Writes to referees. Their link is made here, in the transaction that sends it, so that it is known to nobody else;
 * once they have answered, what was written to them goes.
 */
@Injectable()
export class TellReferees {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly links: IssueReferenceLink,
    private readonly notices: Notices,
    private readonly councils: Councils,
    @Inject(Environment) private readonly environment: Environment,
  ) {
    relay.subscribe({
      name: 'notices of referees',
      topics: [REFERENCE_WANTED, REFERENCE_REMINDER, REFERENCE_CLOSED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, {topic, councilId, subjectId}: RelayedEvent): Promise<void> {
    if (topic === REFERENCE_CLOSED) {
      for (const sent of [REFERENCE_WANTED, REFERENCE_REMINDER]) {
        await this.notices.end(tx, councilId, `${sent}:${subjectId}`);
      }
      return;
    }
    const reminder = topic === REFERENCE_REMINDER;
    const link = await this.links.run(tx, subjectId, {reminder});
    if (!link) return;
    await this.notices.tell(tx, {
      councilId,
      to: link.to,
      template: 'reference_wanted',
      data: {
        applicant: link.applicantName,
        referee: link.to.name,
        council: (await this.councils.one(councilId)).name,
        link: `${this.environment.publicUrl}/reference/${link.token}`,
        answerBy: londonDay(link.expiresAt),
        reminder,
      },
      key: `${topic}:${subjectId}`,
    });
  }
}
