import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {Reader} from '@app/platform';
import {askHistory, type MemberAsked} from './load-history.js';
import {requirementStates} from './requirement-state.js';
import {approvalOn} from './standing.js';
import {termsOn} from './terms-in-time.js';

/** That something was checked, and when last; never what was seen, or by whom. */
export interface PublicCheck {
  /** In the scheme's words: `Enhanced DBS certificate`. */
  title: string;
  checkedOn: Day;
}

/** What an approval asks and the council chose to tell everybody. */
export interface PublicCondition {
  text: string;
  dueOn: Day | null;
}

export interface PublicRecord {
  /** Each requirement that is met today, in the scheme's order; none where the scheme checks nothing. */
  checks: PublicCheck[];
  /** Those of the approval in force that are still to be met, the soonest due first. */
  conditions: PublicCondition[];
}

/** What anybody may know of what stands behind an accreditation. */
@Injectable()
export class PublicChecks {
  constructor(private readonly clock: Clock) {}

  of(reader: Reader, memberId: string): Promise<PublicRecord> {
    return this.ofWhom(reader, {sql: '$1', values: [memberId]});
  }

  async ofWhom(reader: Reader, member: MemberAsked): Promise<PublicRecord> {
    const today = londonDay(this.clock.now());
    const history = await askHistory(reader, member);
    const approval = approvalOn(history, today);
    if (!approval) return {checks: [], conditions: []};
    const conditions = approval.conditions.flatMap(({told, metOn, dueOn}) =>
      told && metOn === null ? [{text: told, dueOn}] : [],
    );
    if (approval.schemeKind !== 'accredited') return {checks: [], conditions};
    const checks = requirementStates(termsOn(approval, today), approval.circumstances, history.evidence, today).flatMap(
      ({terms, met, checkedOn}) => (met && checkedOn ? [{title: terms.title, checkedOn}] : []),
    );
    return {checks, conditions};
  }
}
