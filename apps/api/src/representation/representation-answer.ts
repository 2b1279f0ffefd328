import type {RepresentationView} from '@app/identity';
import type {RepresentationResponse} from './representation.dto.js';

export function representationAnswer(view: RepresentationView): RepresentationResponse {
  return {
    id: view.id,
    kind: view.kind,
    holder: view.holder,
    representative: view.representative,
    organisation: view.organisation,
    state: view.state,
    powers: view.powers,
    areas: view.areas,
    lines: view.lines,
    starts_on: view.startsOn,
    ends_on: view.endsOn,
    review_on: view.reviewOn,
    recorded_by: view.recordedBy,
    recorded_at: view.recordedAt.toISOString(),
    ended_at: view.endedAt && view.endedAt.toISOString(),
    ended_by: view.endedBy,
  };
}
