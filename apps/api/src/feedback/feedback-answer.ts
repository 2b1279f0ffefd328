import type {FeedbackToModerate, OwnFeedback, ReceivedFeedback, ShownFeedback} from '@app/choices';
import type {
  FeedbackToModerateResponse,
  OwnFeedbackResponse,
  ReceivedFeedbackResponse,
  ShownFeedbackResponse,
} from './feedback.dto.js';

export function shownFeedback({id, wentWell, again, text, month, reply}: ShownFeedback): ShownFeedbackResponse {
  return {id, went_well: wentWell, again, text, month, reply};
}

export function ownFeedback({listingId, listingName, given}: OwnFeedback): OwnFeedbackResponse {
  const of = {listing_id: listingId, listing_name: listingName};
  if (!given) return {...of, given: null};
  const {state, wentWell, again, text, reason, reply} = given;
  return {...of, given: {went_well: wentWell, again, text, status: state, reason, reply}};
}

export function receivedFeedback(feedback: ReceivedFeedback): ReceivedFeedbackResponse {
  const {listingName, replyState, replyReason} = feedback;
  return {
    ...shownFeedback(feedback),
    ...{listing_name: listingName, reply_status: replyState, reply_reason: replyReason},
  };
}

export function feedbackToModerate(feedback: FeedbackToModerate): FeedbackToModerateResponse {
  const {id, listingId, listingName, holderName, writtenBy, writtenAt, state, wentWell, replyState} = feedback;
  const {again, text, reason, reply} = feedback;
  return {
    ...{id, listing_id: listingId, listing_name: listingName, holder_name: holderName, written_by: writtenBy},
    ...{written_at: writtenAt.toISOString(), status: state, went_well: wentWell, again, text, reason, reply},
    reply_status: replyState,
  };
}
