import {Inject, Injectable} from '@nestjs/common';
import {COMMUNITY_ASKED, COMMUNITY_DECIDED, COMMUNITY_INVITED, COMMUNITY_WAITING, CommunityFacts} from '@app/directory';
import {Councils, RoleHolders} from '@app/identity';
import {Notices} from '@app/notifications';
import {Environment, OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** Writes to groups and clubs, with the link by which they keep their entry; what waits is told to officers. */
@Injectable()
export class TellCommunity {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: CommunityFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
    private readonly councils: Councils,
    @Inject(Environment) private readonly environment: Environment,
  ) {
    relay.subscribe({
      name: 'notices of groups and clubs',
      topics: [COMMUNITY_WAITING, COMMUNITY_DECIDED, COMMUNITY_INVITED, COMMUNITY_ASKED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const {topic, councilId, subjectId, id} = event;
    const fact = await this.facts.of(tx, subjectId);
    if (!fact) return;
    if (topic === COMMUNITY_WAITING || !fact.to) {
      if (topic === COMMUNITY_DECIDED) return;
      for (const personId of await this.holders.of(tx, 'officer')) {
        const data = {communityId: subjectId, asks: topic === COMMUNITY_ASKED};
        const key = `${keyOf(event, personId)}:${id}`;
        await this.notices.tell(tx, {councilId, to: {personId}, template: 'community_waiting', data, key});
      }
      return;
    }
    const what = {
      [COMMUNITY_INVITED]: 'invited' as const,
      [COMMUNITY_ASKED]: 'asked' as const,
      [COMMUNITY_DECIDED]: fact.reason ? ('refused' as const) : ('shown' as const),
    }[topic];
    if (!what) return;
    const token = await this.facts.link(tx, councilId, subjectId);
    await this.notices.tell(tx, {
      councilId,
      to: fact.to,
      template: 'community_link',
      data: {
        ...{what, name: fact.name, reason: fact.reason ?? '', restsOn: fact.restsOn},
        council: (await this.councils.one(councilId)).name,
        link: `${this.environment.publicUrl}/groups/manage/${token}`,
      },
      key: `${topic}:${subjectId}:${id}`,
    });
  }
}
