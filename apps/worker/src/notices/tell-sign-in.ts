import {Inject, Injectable} from '@nestjs/common';
import {Councils, IssueLink, LINK_CLOSED, LINK_WANTED} from '@app/identity';
import {Notices} from '@app/notifications';
import {Environment, OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {Told} from './told.js';

/**
 * Sends the links that people asked for. Each is made here, in the transaction that sends it, so that it is known to
 * nobody else; once it is used, what was written goes.
 */
@Injectable()
export class TellSignIn {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly links: IssueLink,
    private readonly notices: Notices,
    private readonly councils: Councils,
    @Inject(Environment) private readonly environment: Environment,
  ) {
    relay.subscribe({
      name: 'links to sign in',
      topics: [LINK_WANTED, LINK_CLOSED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, {topic, councilId, subjectId}: RelayedEvent): Promise<void> {
    const key = `${LINK_WANTED}:${subjectId}`;
    if (topic === LINK_CLOSED) return this.notices.end(tx, councilId, key);
    const sent = await this.links.run(tx, subjectId);
    if (!sent) return;
    const {publicUrl} = this.environment;
    await this.notices.tell(tx, {
      councilId,
      to: {email: sent.email, name: sent.name ?? sent.email},
      template: 'sign_in_link',
      data: {
        words: sent.words,
        name: sent.name,
        council: (await this.councils.one(councilId)).name,
        link: sent.token && `${publicUrl}/sign-in/link/${sent.token}`,
        minutes: sent.minutes,
        start: `${publicUrl}/sign-in`,
      },
      key,
    });
  }
}
