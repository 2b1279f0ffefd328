import type {SharedInvitation, SharedSummary, SharedView} from '@app/bookings';
import type {InvitationResponse, SharedResponse, SharedSummaryResponse} from './shared.dto.js';

export function summaryAnswer({id, title, state, startsAt, listing, waits}: SharedSummary): SharedSummaryResponse {
  return {id, title, status: state, starts_at: startsAt.toISOString(), listing, waits};
}

export function invitationAnswer(view: SharedInvitation): InvitationResponse {
  const {id, title, organiser, listing, rrule, shareBy, absence} = view;
  return {
    ...{id, title, organiser_name: organiser, listing, rrule, share_by: shareBy, absence},
    ...{starts_at: view.startsAt.toISOString(), ends_at: view.endsAt.toISOString()},
  };
}

export function sharedAnswer(view: SharedView): SharedResponse {
  const {id, title, state, shareBy, absence, rrule, listing, bookingId, organises, changeId} = view;
  return {
    ...{id, title, status: state, share_by: shareBy, absence, rrule, listing, booking_id: bookingId, organises},
    ...{starts_at: view.startsAt.toISOString(), ends_at: view.endsAt.toISOString(), change_id: changeId},
    members: view.members.map((each) => ({
      ...{id: each.id, name: each.name, weight: each.weight, status: each.state, mine: each.mine},
      ...{organises: each.organises, waits_for_me: each.waitsForMe},
    })),
    visits: view.visits.map((each) => ({
      ...{id: each.id, starts_at: each.startsAt.toISOString(), ends_at: each.endsAt.toISOString(), status: each.state},
      ...{worker_name: each.worker, away: each.away, price_pence: each.pricePence, mine_pence: each.minePence},
    })),
  };
}
