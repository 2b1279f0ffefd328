import {Injectable} from '@nestjs/common';
import {Representatives} from '@app/identity';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import type {FeedbackState, ReplyState} from './feedback.state.js';

export interface FeedbackFact {
  listingId: string;
  listingName: string;
  state: FeedbackState;
  replyState: ReplyState | null;
  /** The person, and who may speak for them. */
  writers: {personId: string; forName: string}[];
  /** Who answers for the listing. */
  owners: string[];
}

/** What is to be told of feedback. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class FeedbackFacts {
  constructor(
    private readonly representatives: Representatives,
    private readonly owners: ListingOwners,
  ) {}

  async of(tx: Tx, id: string): Promise<FeedbackFact | null> {
    const [row] = await tx.query<(Omit<FeedbackFact, 'writers' | 'owners'> & {holder: string; holderName: string})[]>(
      `SELECT l.id AS "listingId", l.name AS "listingName", f.state, f.reply_state AS "replyState", p.id AS holder,
              p.name AS "holderName"
       FROM feedback f JOIN listing l ON l.id = f.listing_id JOIN person p ON p.id = f.holder_id WHERE f.id = $1`,
      [id],
    );
    if (!row) return null;
    const {holder, holderName, ...fact} = row;
    const others = await this.representatives.of(tx, holder, 'reach_out');
    const writers = [{personId: holder, forName: ''}, ...others.map((personId) => ({personId, forName: holderName}))];
    return {...fact, writers, owners: await this.owners.peopleOf(tx, fact.listingId, 'answer')};
  }
}
