import {invalid} from '@app/kernel';
import type {NewProposal, ProposalView} from '@app/plans';
import type {ProposalResponse, ProposeRequest} from './proposal.dto.js';

/** @throws VALIDATION_FAILED unless it is one of the two */
export function newProposal({listing_id: listingId, note = null, terms, visits}: ProposeRequest): NewProposal {
  if (terms && !visits) {
    const rates = terms.rates.map(({band, unit, rate_pence}) => ({band, unit, ratePence: rate_pence}));
    return {kind: 'terms', note, terms: {listingId, status: terms.status, startsOn: terms.starts_on, rates}};
  }
  if (visits && !terms) {
    const startsAt = new Date(visits.starts_at);
    const endsAt = new Date(visits.ends_at);
    const rrule = visits.recurrence?.rrule ?? null;
    return {kind: 'visits', note, visits: {listingId, startsAt, endsAt, rrule, lineId: visits.budget_line_id ?? null}};
  }
  throw invalid({field: 'terms', message: 'Propose terms or visits, one of the two.'});
}

export function proposalResponse(view: ProposalView): ProposalResponse {
  const {terms, visits} = view;
  return {
    id: view.id,
    kind: view.kind,
    status: view.state,
    person: view.person,
    listing: {id: view.listing.id, name: view.listing.name},
    note: view.note,
    terms: terms && {
      status: terms.status,
      starts_on: terms.startsOn,
      rates: terms.rates.map(({band, unit, ratePence}) => ({band, unit, rate_pence: ratePence})),
    },
    visits: visits && {
      starts_at: visits.startsAt.toISOString(),
      ends_at: visits.endsAt.toISOString(),
      recurrence: visits.rrule === null ? null : {rrule: visits.rrule},
      budget_line_id: visits.lineId,
    },
    proposed_by: view.proposedBy,
    created_at: view.createdAt.toISOString(),
    answered_by: view.answeredBy,
    answered_at: view.answeredAt?.toISOString() ?? null,
    answer: view.answer,
    engagement_id: view.engagementId,
    booking_id: view.bookingId,
  };
}
