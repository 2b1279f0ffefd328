import type {BookingReceipt, BookingRequest, BookingView, VisitView} from '@app/bookings';
import type {
  BeyondResponse,
  BookingRequestDto,
  BookingResponse,
  NewBookingResponse,
  VisitResponse,
} from './booking.dto.js';

export function bookingRequest(body: BookingRequestDto): BookingRequest {
  return {
    listingId: body.listing_id,
    engagementId: body.engagement_id ?? null,
    startsAt: new Date(body.starts_at),
    endsAt: new Date(body.ends_at),
    rrule: body.recurrence?.rrule ?? null,
    ...(body.recurrence?.except?.length && {exceptDays: body.recurrence.except}),
    ...(body.recurrence?.bank_holidays && {bankHolidays: body.recurrence.bank_holidays}),
    ...(typeof body.price_pence === 'number' && {seenPence: body.price_pence}),
    shift: body.shift ?? 'hours',
    splits: body.splits.map((split) => ({lineId: split.budget_line_id, shareBp: split.share_bp})),
  };
}

export function newBookingResponse(receipt: BookingReceipt): NewBookingResponse {
  return {
    id: receipt.id,
    reference: receipt.reference,
    status: receipt.status,
    visits: receipt.visits.map((visit) => ({
      id: visit.id,
      status: visit.status,
      starts_at: visit.startsAt,
      ends_at: visit.endsAt,
      price_pence: visit.pricePence,
    })),
    holds: receipt.holds.map((hold) => ({budget_line_id: hold.lineId, amount_pence: hold.pence})),
  };
}

export function bookingResponse(view: BookingView): BookingResponse {
  return {
    id: view.id,
    reference: view.reference,
    status: view.state,
    listing: {id: view.listing.id, name: view.listing.name},
    holder: view.holder,
    requested_by: view.requestedBy,
    requested_how: view.requestedHow,
    visits: view.visits.map((visit) => ({...visitResponse(visit), beyond: beyondOf(view, visit)})),
    holds: view.holds.map((hold) => ({budget_line_id: hold.lineId, amount_pence: hold.pence})),
    decline_reason: view.declineReason,
  };
}

function beyondOf({beyond}: BookingView, {id}: VisitView): BeyondResponse | null {
  if (!beyond?.visitIds.includes(id)) return null;
  return {since: beyond.fromDay, reason: beyond.listedNow ? 'listing_ends' : 'not_currently_listed'};
}

export function visitResponse(visit: VisitView): VisitResponse {
  return {
    id: visit.id,
    status: visit.state,
    starts_at: visit.startsAt.toISOString(),
    ends_at: visit.endsAt.toISOString(),
    price_pence: visit.pricePence,
    started_at: visit.startedAt?.toISOString() ?? null,
    ended_at: visit.endedAt?.toISOString() ?? null,
    actual_pence: visit.actualPence,
    query_reason: visit.queryReason,
    planned: visit.planned,
    no_show: visit.noShow,
  };
}
