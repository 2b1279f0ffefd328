import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {loadHistory} from './load-history.js';
import {requirementStates} from './requirement-state.js';
import {approvalOn} from './standing.js';
import {termsOn} from './terms-in-time.js';

/** That something was checked, and when last; never what was seen, or by whom. */
export interface PublicCheck {
  /** In the scheme's words: `Enhanced DBS certificate`. */
  title: string;
  checkedOn: Day;
}

/** What anybody may know of what stands behind an accreditation. */
@Injectable()
export class PublicChecks {
  constructor(private readonly clock: Clock) {}

  /** Each requirement that is met today, in the scheme's order; none where the scheme checks nothing. */
  async of(tx: Tx, memberId: string): Promise<PublicCheck[]> {
    const today = londonDay(this.clock.now());
    const history = await loadHistory(tx, memberId);
    const approval = approvalOn(history, today);
    if (approval?.schemeKind !== 'accredited') return [];
    return requirementStates(termsOn(approval, today), approval.circumstances, history.evidence, today).flatMap(
      ({terms, met, checkedOn}) => (met && checkedOn ? [{title: terms.title, checkedOn}] : []),
    );
  }
}
