import type {MemberRole} from '@app/identity';
import {words} from './t.js';

/** What somebody does in an organisation, and what that lets them do here. */
export const MEMBER_ROLE_WORDS: Readonly<Record<MemberRole, string>> = words({
  lead: 'Leads it: everything, and who does what',
  organiser: 'Organises: the listing, bookings and messages',
  worker: 'Works: bookings, hours and messages',
  bookkeeper: 'Keeps the books: bills',
});
