import type {PlanContent, PlanSummary, PlanView} from '@app/plans';
import type {PlanResponse, PlanSummaryResponse, WritePlanRequest} from './plan.dto.js';

export function planSummary(view: PlanSummary): PlanSummaryResponse {
  return {
    id: view.id,
    number: view.number,
    status: view.state,
    person: view.person,
    started_by: view.startedBy,
    created_at: view.createdAt.toISOString(),
    agreed_at: view.agreedAt?.toISOString() ?? null,
    decided_at: view.decidedAt?.toISOString() ?? null,
  };
}

export function planResponse(view: PlanView): PlanResponse {
  const {about, backup, helpedBy, indicativePence, outcomes, help, risks, times} = view.content;
  return {
    ...planSummary(view),
    ...{about, backup, outcomes, help},
    revision: view.revision,
    helped_by: helpedBy,
    indicative_pence: indicativePence,
    risks: risks.map(({text, note, agreedWith}) => ({text, note, agreed_with: agreedWith})),
    times: times.map(({ratePence, ...time}) => ({...time, rate_pence: ratePence})),
    weekly_pence: view.weeklyPence,
    figure_pence: view.figurePence,
    agreed_by: view.agreedBy,
    decided_by: view.decidedBy,
    reasons: view.reasons,
  };
}

export function contentOf(body: WritePlanRequest): PlanContent {
  return {
    about: body.about ?? null,
    backup: body.backup ?? null,
    helpedBy: body.helped_by ?? null,
    indicativePence: body.indicative_pence ?? null,
    outcomes: body.outcomes.map(({text, note}) => ({text, note: note ?? null})),
    help: body.help.map(({kind, text, note}) => ({kind, text, note: note ?? null})),
    risks: body.risks.map(({text, note, agreed_with}) => ({text, note, agreedWith: agreed_with})),
    times: body.times.map(({weekdays, from, to, service, text, rate_pence}) => ({
      ...{weekdays, from, to},
      service: service ?? null,
      text: text ?? null,
      ratePence: rate_pence ?? null,
    })),
  };
}
