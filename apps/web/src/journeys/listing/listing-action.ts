import {Injectable} from '@nestjs/common';
import {ReadEngagements} from '@app/bookings';
import {mayFor, type Principal} from '@app/identity';
import type {PublicProfile} from '@app/listings';

/** What whoever looks at a listing can do next. Who works here sees none. */
export type ListingAction =
  | {kind: 'sign_in'; href: string}
  | {kind: 'agree'; href: string}
  /** For somebody else's yes or no. */
  | {kind: 'propose'; href: string; name: string}
  /** With the terms under which they book, where there are any. */
  | {kind: 'book'; href: string; terms: string | null}
  /** They were asked and have not answered. */
  | {kind: 'waiting'; href: string}
  | {kind: 'not_taking_on'}
  /** Another council's listing: it can be read and not booked. */
  | {kind: 'elsewhere'}
  /** Whoever acts for somebody has to stop before they can do anything here. */
  | {kind: 'ended'; name: string};

@Injectable()
export class ListingActions {
  constructor(private readonly engagements: ReadEngagements) {}

  async of(principal: Principal | null, profile: PublicProfile): Promise<ListingAction | null> {
    const page = `/listings/${profile.id}`;
    if (!principal) return {kind: 'sign_in', href: `/sign-in?next=${encodeURIComponent(page)}`};
    const {actingFor} = principal;
    if (actingFor?.kind && mayFor(principal, 'propose') && !mayFor(principal, 'book')) {
      if (principal.councilId !== profile.councilId) return {kind: 'elsewhere'};
      return {kind: 'propose', href: `${page}/propose`, name: actingFor.name};
    }
    if (!principal.permissions.has('booking:request')) return null;
    if (principal.actingFor && !principal.actingFor.kind) return {kind: 'ended', name: principal.actingFor.name};
    if (!mayFor(principal, 'agree_terms') || !mayFor(principal, 'book')) return null;
    if (principal.councilId !== profile.councilId) return {kind: 'elsewhere'};

    const own = (await this.engagements.ofHolder(principal)).filter((each) => each.listing.id === profile.id);
    const proposed = own.find((each) => each.state === 'proposed');
    const accepted = own.find((each) => each.state === 'accepted');
    if (accepted) return {kind: 'book', href: `${page}/book`, terms: `/agreements/${accepted.id}`};
    if (proposed) return {kind: 'waiting', href: `/agreements/${proposed.id}`};
    if (profile.takingOn === 'no') return {kind: 'not_taking_on'};
    if (profile.kind === 'pa') return {kind: 'agree', href: `${page}/agree`};
    return {kind: 'book', href: `${page}/book`, terms: null};
  }
}
