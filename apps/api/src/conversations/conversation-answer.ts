import type {ConversationLine, ConversationView, ReportLine, ReportView} from '@app/conversations';
import type {
  ConversationLineResponse,
  ConversationResponse,
  ReportLineResponse,
  ReportResponse,
} from './conversation.dto.js';

export function lineAnswer({withName, lastMessageAt, ...line}: ConversationLine): ConversationLineResponse {
  return {...line, with: withName, last_message_at: lastMessageAt.toISOString()};
}

export function conversationAnswer({withName, messages, contact, ...view}: ConversationView): ConversationResponse {
  return {
    ...view,
    with: withName,
    messages: messages.map(({id, side, author, forName, how, text, sentAt, advert}) => ({
      ...{id, side, author, how, text, advert},
      for_name: forName,
      sent_at: sentAt.toISOString(),
    })),
    contact: {own: contact.own, other_ready: contact.otherReady, other: contact.other},
  };
}

export function reportLineAnswer({id, listingName, reportedAt, outcome}: ReportLine): ReportLineResponse {
  return {id, listing_name: listingName, reported_at: reportedAt.toISOString(), outcome};
}

export function reportAnswer(view: ReportView): ReportResponse {
  const {listingId, holderName, side, reporter, text, note, closedBy, closedAt, messages} = view;
  return {
    ...reportLineAnswer(view),
    ...{side, reporter, text, note},
    listing_id: listingId,
    holder_name: holderName,
    closed_by: closedBy,
    closed_at: closedAt && closedAt.toISOString(),
    messages: messages && messages.map(({sentAt, ...message}) => ({...message, sent_at: sentAt.toISOString()})),
  };
}
