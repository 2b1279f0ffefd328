import type {ApplyView, RefereeView, ReferenceView} from '@app/register';
import type {ApplyingResponse, RefereeResponse, ReferenceResponse} from './applying.dto.js';

export function applyingAnswer(view: ApplyView): ApplyingResponse {
  return {
    id: view.id,
    state: view.state,
    on_behalf: view.onBehalf,
    tasks: view.tasks.map(({code, kind, state, requirement}) => ({
      code,
      kind,
      state,
      requirement: requirement?.code ?? null,
    })),
    answers: view.answers,
    files: view.files.map(({mediaType, uploadedAt, ...file}) => ({
      ...file,
      media_type: mediaType,
      uploaded_at: uploadedAt.toISOString(),
    })),
    referees: view.referees.map(refereeAnswer),
  };
}

export function referenceAnswer({said, ...referee}: ReferenceView): ReferenceResponse {
  return {
    ...refereeAnswer(referee),
    said: said && {
      method: said.method,
      relationship: said.relationship,
      known_for: said.knownFor,
      would_trust: said.wouldTrust,
      about: said.about,
      concerns: said.concerns,
      received_at: said.receivedAt.toISOString(),
    },
  };
}

function refereeAnswer(referee: RefereeView): RefereeResponse {
  const {id, requirement, number, name, relationship, knownFor, state} = referee;
  return {id, requirement, number, name, relationship, known_for: knownFor, state};
}
