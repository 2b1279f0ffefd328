import {Inject, Injectable} from '@nestjs/common';
import {INVITATION_WITHDRAWN, InvitationFacts, MEMBER_INVITED} from '@app/identity';
import {Notices} from '@app/notifications';
import {Environment, OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {Told} from './told.js';

/**
 * That somebody is asked to belong to an organisation: on the ways they chose where they sign in here, else to the
 * address that was given. What was taken back is no longer said.
 */
@Injectable()
export class TellTeam {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: InvitationFacts,
    private readonly notices: Notices,
    @Inject(Environment) private readonly environment: Environment,
  ) {
    relay.subscribe({
      name: 'notices of invitations',
      topics: [MEMBER_INVITED, INVITATION_WITHDRAWN],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, {topic, councilId, subjectId}: RelayedEvent): Promise<void> {
    const key = `${MEMBER_INVITED}:${subjectId}`;
    if (topic === INVITATION_WITHDRAWN) return this.notices.end(tx, councilId, key);
    const fact = await this.facts.of(tx, subjectId);
    if (!fact) return;
    const {personId, email, ...words} = fact;
    const signIn = personId ? null : `${this.environment.publicUrl}/sign-in?next=%2Finvitations`;
    const to = personId ? {personId} : {email, name: email};
    await this.notices.tell(tx, {councilId, to, template: 'organisation_invited', data: {...words, signIn}, key});
  }
}
