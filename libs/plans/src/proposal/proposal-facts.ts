import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {ProposalKind} from './proposal.entity.js';
import type {ProposalState} from './proposal.state.js';

export interface ProposalFact {
  id: string;
  kind: ProposalKind;
  state: ProposalState;
  person: {id: string; name: string};
  proposer: {id: string; name: string};
  worker: string;
  answer: string | null;
}

/** What is to be told of a proposal. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ProposalFacts {
  async of(tx: Tx, id: string): Promise<ProposalFact | null> {
    const [fact] = await tx.query<ProposalFact[]>(
      `SELECT r.id, r.kind, r.state, json_build_object('id', p.id, 'name', p.name) AS person,
              json_build_object('id', w.id, 'name', w.name) AS proposer, l.name AS worker, r.answer
       FROM proposal r JOIN person p ON p.id = r.person_id JOIN person w ON w.id = r.proposed_by
       JOIN listing l ON l.id = r.listing_id WHERE r.id = $1`,
      [id],
    );
    return fact ?? null;
  }
}
