import type {Permission, Principal, Role} from '@app/identity';
import {words} from './words/t.js';

export interface NavigationItem {
  text: string;
  href: string;
}

/** One entry of the menu: a place, or several under one name, of which the entry leads to the first. */
export interface NavigationGroup extends NavigationItem {
  places: NavigationItem[];
}

type Place = NavigationItem & {needs: Permission};

/** What everybody has, signed in or not. */
export const EVERYBODY: readonly NavigationItem[] = words([
  {text: 'Find support', href: '/'},
  {text: 'How it works', href: '/about'},
]);

/** Who sees one place of a group alone sees it under its own name: see `navigationOf`. */
const GROUPS: readonly {text: string; places: readonly Place[]}[] = words([
  {text: 'My budget', places: [{text: 'My budget', href: '/budget', needs: 'budget:read'}]},
  {text: 'Funds you hold', places: [{text: 'Funds you hold', href: '/funds', needs: 'fund:hold'}]},
  {
    text: 'My support',
    places: [
      {text: 'My support', href: '/support', needs: 'booking:request'},
      {text: 'Calendar', href: '/calendar', needs: 'booking:read'},
      {text: 'Proposals', href: '/proposals', needs: 'proposal:read'},
      {text: 'How was it?', href: '/feedback', needs: 'feedback:give'},
      {text: 'Back-up contacts', href: '/backup', needs: 'backup:read'},
    ],
  },
  {
    text: 'My plan',
    places: [
      {text: 'My support plan', href: '/plan', needs: 'plan:read'},
      {text: 'My shortlist', href: '/shortlist', needs: 'shortlist:keep'},
      {text: 'Saved searches', href: '/searches', needs: 'search:save'},
      {text: 'My adverts', href: '/adverts', needs: 'advert:place'},
    ],
  },
  {text: 'Conversations', places: [{text: 'Conversations', href: '/conversations', needs: 'conversation:use'}]},
  {
    text: 'Acting for each other',
    places: [
      {text: 'Who acts for me', href: '/who-acts-for-me', needs: 'session:use'},
      {text: 'Act for somebody', href: '/acting', needs: 'session:use'},
    ],
  },
  {text: 'Waiting for you', places: [{text: 'Waiting for you', href: '/work', needs: 'booking:answer'}]},
  {
    text: 'My listing',
    places: [
      {text: 'My listing', href: '/listing', needs: 'listing:manage'},
      {text: 'People looking for help', href: '/work/adverts', needs: 'advert:answer'},
      {text: 'Members’ area', href: '/members-area', needs: 'area:use'},
      {text: 'What people say of your support', href: '/work/feedback', needs: 'feedback:reply'},
    ],
  },
  {
    text: 'Register',
    places: [
      {text: 'Applications', href: '/council/applications', needs: 'application:queue'},
      {text: 'Appeals', href: '/council/appeals', needs: 'application:queue'},
      {text: 'Changes to check', href: '/council/changes', needs: 'application:queue'},
      {text: 'Registers', href: '/council/schemes', needs: 'scheme:configure'},
      {text: 'Former registers', href: '/council/imports', needs: 'import:read'},
    ],
  },
  {
    text: 'Market',
    places: [
      {text: 'Micro-enterprises', href: '/council/enterprises', needs: 'application:gather'},
      {text: 'Groups and clubs', href: '/council/groups', needs: 'community:manage'},
      {text: 'Members’ area', href: '/council/members-area', needs: 'area:manage'},
      {text: 'Adverts to check', href: '/council/adverts', needs: 'advert:moderate'},
      {text: 'Feedback to check', href: '/council/feedback', needs: 'feedback:moderate'},
      {text: 'Figures', href: '/council/figures', needs: 'figures:read'},
      {text: 'Words of the search', href: '/council/search-words', needs: 'words:manage'},
    ],
  },
  {
    text: 'Money',
    places: [
      {text: 'Budgets', href: '/council/budgets', needs: 'budget:manage'},
      {text: 'Reviews', href: '/council/reviews', needs: 'review:approve'},
      {text: 'Money left over, ratings and samples', href: '/council/monitoring', needs: 'budget:manage'},
      {text: 'Purchases to talk about', href: '/council/purchases', needs: 'budget:manage'},
      {text: 'Allocations', href: '/council/allocations', needs: 'allocation:import'},
    ],
  },
  {
    text: 'People',
    places: [
      {text: 'Support plans', href: '/council/plans', needs: 'plan:decide'},
      {text: 'Bookings to look at', href: '/duty/visits', needs: 'concern:duty'},
      {text: 'Back-up contacts', href: '/duty/backup', needs: 'backup:duty'},
      {text: 'Who acts for whom', href: '/council/acting', needs: 'representation:record'},
      {text: 'Letters and calls', href: '/council/messages', needs: 'contact:manage'},
      {text: 'Accounts', href: '/council/accounts', needs: 'sign_in:configure'},
    ],
  },
  {
    text: 'Safety and privacy',
    places: [
      {text: 'Concerns', href: '/council/concerns', needs: 'concern:read'},
      {text: 'Complaints', href: '/council/complaints', needs: 'complaint:read'},
      {text: 'Reported conversations', href: '/council/reports', needs: 'conversation:review'},
      {text: 'Requests about data', href: '/council/data-requests', needs: 'privacy:manage'},
      {text: 'Record of processing', href: '/council/processing', needs: 'privacy:manage'},
      {text: 'Who read what', href: '/council/readings', needs: 'audit:read'},
      {text: 'What is kept', href: '/council/retention', needs: 'retention:manage'},
    ],
  },
  {
    text: 'Running the service',
    places: [
      {text: 'Words of messages', href: '/council/words', needs: 'words:manage'},
      {text: 'Waiting to be sent', href: '/council/outbox', needs: 'outbox:read'},
      {text: 'Programs', href: '/council/programs', needs: 'sign_in:configure'},
    ],
  },
]);

/** The corner of the frame: the viewer's name, and their messages. */
export const CORNER = [{href: '/account/security'}, {href: '/messages'}] as const;

/** A visit, and what was agreed about it, whoever of the two looks at it. */
const VISITS = [
  ...['/support', '/shared', '/visits', '/visit-changes', '/cover', '/bookings', '/agreements', '/agreement-versions'],
  '/invoices',
];

/** Whose pages do not all stand below it. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  '/': ['/find', '/listings', '/groups'],
  '/about': ['/apply', '/what-a-pa-costs', '/regulated-care'],
  '/account/security': ['/account', '/my-data', '/invitations', '/acting', '/who-acts-for-me'],
  '/messages': ['/contact', '/shortlist/shared'],
  '/budget': ['/what-a-pa-costs'],
  '/support': [...VISITS, '/pauses'],
  '/calendar': VISITS,
  '/work': [...VISITS, '/pauses', '/cover-asks', '/apply', '/applications'],
  '/listing': ['/organisations'],
  '/council/applications': ['/apply', '/applications', '/council/members', '/council/lapses'],
  '/council/changes': ['/council/listings'],
  '/council/schemes': [
    ...['/council/limits', '/council/plan-limits', '/council/review-rules', '/council/monitoring-rules'],
    ...['/council/listing-rules', '/council/money-rules', '/council/employment-rates', '/council/training'],
  ],
  '/council/enterprises': ['/council/enquiries'],
  '/council/budgets': [
    ...['/council/people', '/council/lines', '/council/periods', '/council/money-rules', '/council/hours-rules'],
  ],
  '/council/monitoring': ['/council/surplus', '/council/samples'],
  '/duty/backup': ['/duty/uncovered'],
  '/council/acting': ['/council/acting-due', '/council/acting-contact'],
  '/council/messages': ['/council/calls', '/council/letters'],
  '/council/programs': ['/council/sign-in-rules', '/council/issuers'],
};

/** Who holds a budget, or helps who does: staff, PAs and providers come to these two from what they are told. */
const PEOPLE: readonly Role[] = ['holder', 'nominated', 'authorised', 'carer', 'broker', 'isf'];

function forPeople({roles, actingFor}: Principal): boolean {
  return !actingFor && roles.every((role) => PEOPLE.includes(role));
}

/** The places of who looks, in groups, so that the menu stays one or two lines whoever it is for. */
export function navigationOf(principal: Principal): NavigationGroup[] {
  const {permissions, actingFor} = principal;
  const seesSupport = actingFor?.reach.has('see_support');
  const people = forPeople(principal);
  const isTheirs = ({needs, href}: Place): boolean =>
    (needs !== 'session:use' || people) && (permissions.has(needs) || Boolean(seesSupport && href === '/support'));
  return GROUPS.flatMap((group) => {
    const places = group.places.filter(isTheirs).map(({text, href}) => ({text, href}));
    const [first] = places;
    if (!first) return [];
    return [{text: places.length === 1 ? first.text : group.text, href: first.href, places}];
  });
}

/** The place that a page belongs to: where one place stands below another, the nearer; of two alike the first. */
export function placeOf<T extends Pick<NavigationItem, 'href'>>(places: readonly T[], here: string): T | undefined {
  let [found, nearest] = [undefined as T | undefined, 0];
  for (const place of places) {
    for (const address of [place.href, ...(ALSO[place.href] ?? [])]) {
      if (address.length <= nearest || !isWithin(address, here)) continue;
      [found, nearest] = [place, address.length];
    }
  }
  return found;
}

function isWithin(address: string, here: string): boolean {
  return address === here || (address !== '/' && here.startsWith(`${address}/`));
}
