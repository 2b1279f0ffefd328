import type {ChangedLine, CouncilBudget, FoundBudget, NewChange, NewLine} from '@app/allocations';
import {invalid} from '@app/kernel';
import {lineResponse} from './budgets.controller.js';
import type {
  ChangedLineResponse,
  CouncilBudgetResponse,
  CouncilHolderResponse,
  FoundBudgetResponse,
  NewLineChangeRequest,
  NewLineRequest,
} from './council-budget.dto.js';

export function foundAnswer({id, kind, holder, lines}: FoundBudget): FoundBudgetResponse {
  return {id, kind, holder: holderAnswer(holder), lines};
}

export function councilBudgetAnswer({id, kind, holder, figures, lines}: CouncilBudget): CouncilBudgetResponse {
  return {
    id,
    kind,
    holder: holderAnswer(holder),
    figures: figures.map((each) => ({
      ...{id: each.id, kind: each.kind, weekly_pence: each.weeklyPence, dated_on: each.datedOn},
      ...{reasons: each.reasons, changed: each.changed, difference_pence: each.differencePence},
    })),
    lines: lines.map((line) => ({
      ...lineResponse(line),
      reference: line.reference,
      changes: line.changes.map((each) => ({
        ...{id: each.id, kind: each.kind, from_day: each.fromDay, to_day: each.toDay, weekly_pence: each.weeklyPence},
        ...{contribution_weekly_pence: each.contributionWeeklyPence, kept_bp: each.keptBp, reason: each.reason},
        ...{recorded_at: each.recordedAt.toISOString(), recorded_by: each.recordedBy, stands: each.stands},
      })),
    })),
  };
}

export function changedAnswer({id, adjustments}: ChangedLine): ChangedLineResponse {
  return {
    id,
    adjustments: adjustments.map(({periodId, startsOn, endsOn, before, after, overdrawnPence}) => ({
      ...{period_id: periodId, starts_on: startsOn, ends_on: endsOn},
      ...{allocated_before_pence: before.allocatedPence, allocated_pence: after.allocatedPence},
      ...{contribution_before_pence: before.contributionPence, contribution_pence: after.contributionPence},
      overdrawn_pence: overdrawnPence,
    })),
  };
}

/** @throws VALIDATION_FAILED naming what this kind of change needs */
export function changeOf(body: NewLineChangeRequest): NewChange {
  const {kind, reason} = body;
  const replacesId = body.replaces_id ?? null;
  if (kind === 'withdrawn') {
    if (!replacesId) throw invalid({field: 'replaces_id', message: 'Say which change no longer counts.'});
    return {kind, reason, replacesId};
  }
  const fromDay = body.from_day;
  if (!fromDay) throw invalid({field: 'from_day', message: 'Give a day, like 2027-03-27.'});
  if (kind === 'end') return {kind, reason, replacesId, fromDay};
  if (kind === 'suspension') {
    return {kind, reason, replacesId, fromDay, toDay: body.to_day ?? null, keptBp: body.kept_bp ?? 0};
  }
  const {weekly_pence: weeklyPence, contribution_weekly_pence: contribution = 0} = body;
  if (weeklyPence === undefined)
    throw invalid({field: 'weekly_pence', message: 'Give the amount a week, in whole pence.'});
  return {kind, reason, replacesId, fromDay, weeklyPence, contributionWeeklyPence: contribution};
}

export function newLineOf(body: NewLineRequest): NewLine {
  return {
    deployment: body.deployment,
    ...(body.paid_to && {paidTo: body.paid_to}),
    ...(body.funder && {funder: body.funder, councilShareBp: body.council_share_bp ?? shareOf(body.funder)}),
    purpose: body.purpose,
    restriction: body.restriction ?? null,
    restrictionReason: body.restriction_reason ?? null,
    cycle: body.cycle,
    cycleAnchor: body.cycle_anchor ?? body.starts_on,
    startsOn: body.starts_on,
    endsOn: body.ends_on ?? null,
    weeklyPence: body.weekly_pence ?? 0,
    contributionWeeklyPence: body.contribution_weekly_pence ?? 0,
    contributionMethod: body.contribution_method ?? 'net',
    contributionFirst: body.contribution_first ?? false,
    ...rollOverOf(body),
    oneOffPence: body.one_off_pence ?? 0,
    reference: body.reference ?? null,
  };
}

/** Weeks are kept by the rule of that name only. */
function rollOverOf({roll_over, surplus_weeks}: NewLineRequest): Partial<Pick<NewLine, 'rollOver' | 'surplusWeeks'>> {
  if (roll_over !== undefined && roll_over !== 'surplus_weeks') {
    if (surplus_weeks === undefined) return {rollOver: roll_over, surplusWeeks: null};
    throw invalid({field: 'surplus_weeks', message: 'Weeks are kept only where roll_over is surplus_weeks.'});
  }
  if (roll_over === undefined && surplus_weeks === undefined) return {};
  return {rollOver: 'surplus_weeks', surplusWeeks: surplus_weeks ?? 8};
}

function shareOf(funder: string): number {
  if (funder === 'joint') throw invalid({field: 'council_share_bp', message: 'Say what share the council gives.'});
  return funder === 'council' ? 10_000 : 0;
}

function holderAnswer({id, name, reference}: FoundBudget['holder']): CouncilHolderResponse {
  return {id, name, council_reference: reference};
}
