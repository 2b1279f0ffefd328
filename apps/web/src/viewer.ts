import {Councils, Identify, type ActingFor, type Permission, type Principal, type Role} from '@app/identity';
import {OwnNotices} from '@app/notifications';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';
import type {Council} from './council.js';
import {HOW_WORDS} from './words/representation-words.js';
import {words} from './words/t.js';

export interface NavigationItem {
  text: string;
  href: string;
}

/** The person looking at the page, as far as the frame around it needs to know. */
export interface Viewer {
  name: string;
  /** Set when what they do, they do for somebody else: every page then says so. */
  actingFor: {name: string; ended?: boolean; how?: string | null} | null;
  /** Their own places in the service, beside those that everybody has. */
  navigation: NavigationItem[];
  /** How many of their messages they have not read. */
  unread?: number;
  /** When their session ends unless they do something; `last` when nothing they do makes it longer. */
  session?: {expiresAt: Date; last: boolean};
  /** When they belong to a council of their own, its pages. */
  council?: Council;
}

/** Who looks at a page, for the frame around it. */
export function viewerOf(app: NestFastifyApplication): (request: FastifyRequest) => Promise<Viewer | null> {
  const [identify, councils, notices] = [app.get(Identify), app.get(Councils), app.get(OwnNotices)];
  return async (request) => {
    const principal = await identify.of(request);
    if (!principal) return null;
    const [council, unread] = await Promise.all([councils.one(principal.councilId), notices.unread(principal)]);
    return {
      name: principal.name,
      actingFor: principal.actingFor && actingWords(principal.actingFor),
      navigation: navigationOf(principal),
      unread,
      session: {
        expiresAt: principal.expiresAt,
        last: principal.expiresAt.getTime() >= principal.endsAt.getTime(),
      },
      council,
    };
  };
}

function actingWords({name, kind, contact}: ActingFor) {
  return {name, ended: kind === null, how: contact && HOW_WORDS[contact.how]};
}

const PLACES: readonly (NavigationItem & {needs: Permission})[] = words([
  {text: 'My budget', href: '/budget', needs: 'budget:read'},
  {text: 'My support', href: '/support', needs: 'booking:request'},
  {text: 'Calendar', href: '/calendar', needs: 'booking:read'},
  {text: 'My support plan', href: '/plan', needs: 'plan:read'},
  {text: 'Back-up contacts', href: '/backup', needs: 'backup:read'},
  {text: 'Proposals', href: '/proposals', needs: 'proposal:read'},
  {text: 'Conversations', href: '/conversations', needs: 'conversation:use'},
  {text: 'My adverts', href: '/adverts', needs: 'advert:place'},
  {text: 'Who acts for me', href: '/who-acts-for-me', needs: 'session:use'},
  {text: 'Act for somebody', href: '/acting', needs: 'session:use'},
  {text: 'Waiting for you', href: '/work', needs: 'booking:answer'},
  {text: 'People looking for help', href: '/work/adverts', needs: 'advert:answer'},
  {text: 'My listing', href: '/listing', needs: 'listing:manage'},
  {text: 'Members’ area', href: '/members-area', needs: 'area:use'},
  {text: 'Applications', href: '/council/applications', needs: 'application:queue'},
  {text: 'Appeals', href: '/council/appeals', needs: 'application:queue'},
  {text: 'Concerns', href: '/council/concerns', needs: 'concern:read'},
  {text: 'Requests about data', href: '/council/data-requests', needs: 'privacy:manage'},
  {text: 'Record of processing', href: '/council/processing', needs: 'privacy:manage'},
  {text: 'Who read what', href: '/council/readings', needs: 'audit:read'},
  {text: 'Complaints', href: '/council/complaints', needs: 'complaint:read'},
  {text: 'Micro-enterprises', href: '/council/enterprises', needs: 'application:gather'},
  {text: 'Adverts to check', href: '/council/adverts', needs: 'advert:moderate'},
  {text: 'Reported conversations', href: '/council/reports', needs: 'conversation:review'},
  {text: 'Bookings to look at', href: '/duty/visits', needs: 'concern:duty'},
  {text: 'Back-up contacts', href: '/duty/backup', needs: 'backup:duty'},
  {text: 'Registers', href: '/council/schemes', needs: 'scheme:configure'},
  {text: 'Figures', href: '/council/figures', needs: 'figures:read'},
  {text: 'What is kept', href: '/council/retention', needs: 'retention:manage'},
  {text: 'Former registers', href: '/council/imports', needs: 'import:read'},
  {text: 'Changes to check', href: '/council/changes', needs: 'application:queue'},
  {text: 'Purchases to talk about', href: '/council/purchases', needs: 'budget:manage'},
  {text: 'Allocations', href: '/council/allocations', needs: 'allocation:import'},
  {text: 'Budgets', href: '/council/budgets', needs: 'budget:manage'},
  {text: 'Who acts for whom', href: '/council/acting', needs: 'representation:record'},
  {text: 'Support plans', href: '/council/plans', needs: 'plan:decide'},
  {text: 'Letters and calls', href: '/council/messages', needs: 'contact:manage'},
  {text: 'Words of messages', href: '/council/words', needs: 'words:manage'},
  {text: 'Words of the search', href: '/council/search-words', needs: 'words:manage'},
  {text: 'Waiting to be sent', href: '/council/outbox', needs: 'outbox:read'},
  {text: 'Accounts', href: '/council/accounts', needs: 'sign_in:configure'},
  {text: 'Programs', href: '/council/programs', needs: 'sign_in:configure'},
]);

/** Who holds a budget, or helps who does: staff, PAs and providers come to these two from what they are told. */
const PEOPLE: readonly Role[] = ['holder', 'nominated', 'authorised', 'carer', 'broker', 'isf'];

function forPeople({roles, actingFor}: Principal): boolean {
  return !actingFor && roles.every((role) => PEOPLE.includes(role));
}

function navigationOf(principal: Principal): NavigationItem[] {
  const {permissions, actingFor} = principal;
  const seesSupport = actingFor?.reach.has('see_support');
  return PLACES.filter(({needs}) => needs !== 'session:use' || forPeople(principal))
    .filter(({needs, href}) => permissions.has(needs) || (seesSupport && href === '/support'))
    .map(({text, href}) => ({text, href}));
}
