import {Councils, Identify, type Permission, type Principal} from '@app/identity';
import {OwnNotices} from '@app/notifications';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';
import type {Council} from './council.js';
import {words} from './words/t.js';

export interface NavigationItem {
  text: string;
  href: string;
}

/** The person looking at the page, as far as the frame around it needs to know. */
export interface Viewer {
  name: string;
  /** Set when what they do, they do for somebody else: every page then says so. */
  actingFor: {name: string; ended?: boolean} | null;
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
      actingFor: principal.actingFor && {name: principal.actingFor.name, ended: principal.actingFor.kind === null},
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

const PLACES: readonly (NavigationItem & {needs: Permission})[] = words([
  {text: 'My budget', href: '/budget', needs: 'budget:read'},
  {text: 'My support', href: '/support', needs: 'booking:request'},
  {text: 'Waiting for you', href: '/work', needs: 'booking:answer'},
  {text: 'My listing', href: '/listing', needs: 'listing:manage'},
  {text: 'Applications', href: '/council/applications', needs: 'application:queue'},
  {text: 'Appeals', href: '/council/appeals', needs: 'application:queue'},
  {text: 'Concerns', href: '/council/concerns', needs: 'concern:read'},
  {text: 'Complaints', href: '/council/complaints', needs: 'complaint:read'},
  {text: 'Bookings to look at', href: '/duty/visits', needs: 'concern:duty'},
  {text: 'Registers', href: '/council/schemes', needs: 'scheme:configure'},
  {text: 'Figures', href: '/council/figures', needs: 'figures:read'},
  {text: 'What is kept', href: '/council/retention', needs: 'retention:manage'},
  {text: 'Former registers', href: '/council/imports', needs: 'import:read'},
  {text: 'Changes to check', href: '/council/changes', needs: 'application:queue'},
  {text: 'Letters and calls', href: '/council/messages', needs: 'contact:manage'},
  {text: 'Words of messages', href: '/council/words', needs: 'words:manage'},
  {text: 'Waiting to be sent', href: '/council/outbox', needs: 'outbox:read'},
  {text: 'Programs and sign-in', href: '/council/programs', needs: 'sign_in:configure'},
]);

function navigationOf({permissions}: Principal): NavigationItem[] {
  return PLACES.filter((place) => permissions.has(place.needs)).map(({text, href}) => ({text, href}));
}
