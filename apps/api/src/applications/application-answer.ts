import type {
  ApplicationSummary,
  ApplicationView,
  DecisionView,
  EvidenceView,
  RequirementState,
  Standing,
} from '@app/register';
import type {
  ApplicationResponse,
  ApplicationSummaryResponse,
  RequirementResponse,
  StandingResponse,
} from './application.dto.js';
import type {DecisionResponse} from './decision.dto.js';
import type {EvidenceResponse} from './evidence.dto.js';

export function applicationAnswer(view: ApplicationView): ApplicationResponse {
  const {standing, scheme} = view;
  return {
    id: view.id,
    state: view.state,
    member: view.member,
    scheme: {id: scheme.id, name: scheme.name, kind: scheme.kind, version_starts_on: scheme.startsOn},
    circumstances: view.circumstances,
    opened_at: view.openedAt.toISOString(),
    submitted_at: iso(view.submittedAt),
    ready_at: iso(view.readyAt),
    closed_at: iso(view.closedAt),
    requirements: view.requirements.map(requirementAnswer),
    coming: view.coming && {from: view.coming.from, requirements: view.coming.requirements.map(requirementAnswer)},
    evidence: view.evidence && view.evidence.map(evidenceAnswer),
    decision: view.decision && decisionAnswer(view.decision),
    deferral: view.deferral,
    assigned_to: view.assignedTo,
    standing: standingAnswer(standing),
  };
}

export function standingAnswer(standing: Standing): StandingResponse {
  return {
    listed: standing.listed,
    accredited: standing.accredited,
    scheme: standing.scheme,
    checked_on: standing.checkedOn,
    lapses_on: standing.lapsesOn,
    missing: standing.missing,
    reasons: standing.reasons,
  };
}

export function summaryAnswer(summary: ApplicationSummary): ApplicationSummaryResponse {
  const {openedAt, submittedAt, ageDays, stageDays, targetDays, deferredUntil, assignedTo, openRequests, ...rest} =
    summary;
  const {requirements, ...same} = rest;
  return {
    ...same,
    opened_at: openedAt.toISOString(),
    submitted_at: iso(submittedAt),
    age_days: ageDays,
    stage_days: stageDays,
    target_days: targetDays,
    deferred_until: deferredUntil,
    assigned_to: assignedTo,
    open_requests: openRequests,
    requirements: requirements.map(requirementAnswer),
  };
}

export function requirementAnswer({terms, held, met, checkedOn, lapsesOn}: RequirementState): RequirementResponse {
  return {
    requirement: terms.code,
    kind: terms.kind,
    title: terms.title,
    needed: terms.needed,
    held,
    met,
    checked_on: checkedOn,
    lapses_on: lapsesOn,
    source: terms.source,
  };
}

function evidenceAnswer(evidence: EvidenceView): EvidenceResponse {
  const {voided} = evidence;
  return {
    id: evidence.id,
    requirement: evidence.requirement,
    kind: evidence.kind,
    number: evidence.number,
    issued_on: evidence.issuedOn,
    checked_on: evidence.checkedOn,
    valid_until: evidence.validUntil,
    facts: evidence.facts,
    recorded_by: evidence.recordedBy,
    recorded_at: evidence.recordedAt.toISOString(),
    voided: voided && {reason: voided.reason, ended_on: voided.endedOn, at: voided.at.toISOString()},
  };
}

function decisionAnswer(decision: DecisionView): DecisionResponse {
  return {
    outcome: decision.outcome,
    reason_code: decision.reasonCode,
    explanation: decision.explanation,
    conditions: decision.conditions.map(({id, text, dueOn, publiclyVisible, metOn, removed}) => ({
      ...{id, text, removed},
      due_on: dueOn,
      publicly_visible: publiclyVisible,
      met_on: metOn,
    })),
    effective_on: decision.effectiveOn,
    decided_at: decision.decidedAt.toISOString(),
    reasons: decision.forTheFile?.reasons ?? null,
    decided_by: decision.forTheFile?.decidedBy ?? null,
  };
}

function iso(instant: Date | null): string | null {
  return instant && instant.toISOString();
}
