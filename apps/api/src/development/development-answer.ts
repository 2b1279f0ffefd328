import type {DevelopmentFigures, DevelopmentLine, DevelopmentView} from '@app/register';
import type {DevelopmentFiguresResponse, DevelopmentLineResponse, DevelopmentResponse} from './development.dto.js';

export function lineAnswer(line: DevelopmentLine): DevelopmentLineResponse {
  const {enquiryId, name, state, receivedAt, nextAction, nextOn, nextBy, checkDueOn, overdue} = line;
  return {
    ...{name, overdue},
    enquiry_id: enquiryId,
    status: state,
    received_at: receivedAt.toISOString(),
    next_action: nextAction,
    next_on: nextOn,
    next_by: nextBy,
    check_due_on: checkDueOn,
  };
}

export function developmentAnswer(view: DevelopmentView): DevelopmentResponse {
  const {applicationId, reason, fte, peopleSupported, outcode, services, tasks, events} = view;
  return {
    ...lineAnswer(view),
    ...{reason, fte, outcode, services},
    application_id: applicationId,
    people_supported: peopleSupported,
    tasks: tasks.map(({task, outcome, changedOn}) => ({task, outcome, changed_on: changedOn})),
    events: events.map(({kind, toState, text, resourceId, by, at}) => ({
      ...{kind, to: toState, text, resource_id: resourceId, by, at: at.toISOString()},
    })),
  };
}

export function figuresAnswer(figures: DevelopmentFigures): DevelopmentFiguresResponse {
  const {from, to, enquiries, newlyListed, now, reached, medianDays, peopleSupported} = figures;
  const {services, areas, stays, reasons, sources} = figures;
  return {
    ...{from, to, enquiries, newly_listed: newlyListed},
    now: now.map(({state, count}) => ({value: state, count})),
    reached: reached.map(({state, count}) => ({value: state, count})),
    median_days: medianDays,
    people_supported: peopleSupported,
    services: services.map(({code, count}) => ({value: code, count})),
    areas: areas.map(({outcode, count, listed, peopleSupported: people}) => ({
      ...{value: outcode, count, listed, people_supported: people},
    })),
    stays: stays.map(({state, count, medianDays: days}) => ({value: state, count, median_days: days})),
    reasons: reasons.map(({reason, count}) => ({value: reason, count})),
    sources: sources.map(({source, count}) => ({value: source, count})),
  };
}
