import type {Approval, StandingHistory} from './standing-history.js';

/** What of a history was on record at an instant: standing from it is what the council knew then. */
export function knownAt(history: StandingHistory, instant: Date): StandingHistory {
  const known = (recorded: Date | null) => recorded !== null && recorded <= instant;
  const approval = (each: Approval): Approval => ({
    ...each,
    takeovers: each.takeovers.filter(({createdAt}) => known(createdAt)),
    conditions: each.conditions
      .filter(({recordedAt}) => known(recordedAt))
      .map((condition) => (known(condition.metRecordedAt) ? condition : {...condition, metOn: null})),
  });
  return {
    approvals: history.approvals.filter(({decidedAt}) => known(decidedAt)).map(approval),
    evidence: history.evidence
      .filter(({recordedAt}) => known(recordedAt))
      .map((each) => (each.voided && known(each.voided.voidedAt) ? each : {...each, voided: null})),
    suspensions: history.suspensions
      .filter(({recordedAt}) => known(recordedAt))
      .map((each) => (known(each.liftedAt) ? each : {...each, endsAt: null})),
    terminations: history.terminations
      .filter(({recordedAt}) => known(recordedAt))
      .map((each) => (known(each.liftedAt) ? each : {...each, liftedOn: null})),
  };
}
