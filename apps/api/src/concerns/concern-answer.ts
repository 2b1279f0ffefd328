import type {ConcernText, ConcernView} from '@app/register';
import type {ConcernResponse, ConcernTextResponse} from './concern.dto.js';

export function concernAnswer(concern: ConcernView): ConcernResponse {
  const {id, source, member, listingId, recordedBy, recordedAt, suspended, closedAt} = concern;
  return {
    ...{id, source, member, suspended},
    listing_id: listingId,
    recorded_by: recordedBy,
    recorded_at: recordedAt.toISOString(),
    closed_at: closedAt && closedAt.toISOString(),
  };
}

export function concernTextAnswer(concern: ConcernText): ConcernTextResponse {
  const {text, about, cause, wishes, told, reporter} = concern;
  return {
    ...concernAnswer(concern),
    ...{text, about, cause, wishes, told, reporter},
    contact_safe: concern.contactSafe,
    reporter_contact: concern.reporterContact,
    reporter_link: concern.reporterLink,
    closing_note: concern.closingNote,
    entries: concern.entries.map(({onDay, recordedBy, recordedAt, ...entry}) => ({
      ...entry,
      on_day: onDay,
      recorded_by: recordedBy,
      recorded_at: recordedAt.toISOString(),
    })),
  };
}
