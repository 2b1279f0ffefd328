import {Injectable} from '@nestjs/common';
import {Representatives} from '@app/identity';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {ProposalFacts, type ProposalFact} from '@app/plans';
import {keyOf, Told} from './told.js';

type Data = TemplateData<'proposal_told'>;

const WHAT: Record<string, Data['what']> = {
  'proposal.made': 'made',
  'proposal.accepted': 'accepted',
  'proposal.declined': 'declined',
  'proposal.change_wanted': 'change_wanted',
  'proposal.withdrawn': 'withdrawn',
};

/** What is proposed, to whoever may say yes to it; what became of it, to who proposed it too. */
@Injectable()
export class TellProposals {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly proposals: ProposalFacts,
    private readonly representatives: Representatives,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of proposals',
      topics: Object.keys(WHAT),
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const proposal = await this.proposals.of(tx, event.subjectId);
    if (!proposal) return;
    const what = WHAT[event.topic] as Data['what'];
    for (const [personId, to] of await this.whom(tx, proposal, what)) {
      const {id: proposalId, kind, proposer, person, worker} = proposal;
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'proposal_told',
        data: {proposalId, what, kind, proposer: proposer.name, person: person.name, worker, to},
        key: keyOf(event, personId),
      });
    }
  }

  private async whom(tx: Tx, {kind, person, proposer}: ProposalFact, what: Data['what']) {
    const others = await this.representatives.of(tx, person.id, kind === 'terms' ? 'agree_terms' : 'book');
    const whom = new Map<string, Data['to']>([
      ...others.map((id) => [id, 'representative'] as const),
      [person.id, 'person'],
    ]);
    whom.delete(proposer.id);
    // Whoever proposed it knows that they did, and that they took it back.
    if (what !== 'made' && what !== 'withdrawn') {
      const proposes = await this.representatives.of(tx, person.id, 'propose');
      if (proposes.includes(proposer.id)) whom.set(proposer.id, 'proposer');
    }
    return whom;
  }
}
