import {Councils, Identify, type ActingFor} from '@app/identity';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';
import type {Council} from './council.js';
import {navigationOf, type NavigationGroup} from './navigation.js';
import {ownFrame} from './own-frame.js';
import {HOW_WORDS} from './words/representation-words.js';

/** The person looking at the page, as far as the frame around it needs to know. */
export interface Viewer {
  name: string;
  /** Set when what they do, they do for somebody else: every page then says so. */
  actingFor: {name: string; ended?: boolean; how?: string | null} | null;
  /** Their own places in the service, beside those that everybody has. */
  navigation: NavigationGroup[];
  /** How many of their messages they have not read. */
  unread?: number;
  /** When their session ends unless they do something; `last` when nothing they do makes it longer. */
  session?: {expiresAt: Date; last: boolean};
  /** When they belong to a council of their own, its pages. */
  council?: Council;
}

/** Who looks at a page, for the frame around it. */
export function viewerOf(app: NestFastifyApplication): (request: FastifyRequest) => Promise<Viewer | null> {
  const [identify, councils, own] = [app.get(Identify), app.get(Councils), ownFrame(app)];
  return async (request) => {
    const principal = await identify.of(request);
    if (!principal) return null;
    const [council, frame] = await Promise.all([councils.one(principal.councilId), own(request)]);
    return {
      name: principal.name,
      actingFor: principal.actingFor && actingWords(principal.actingFor),
      navigation: navigationOf(principal),
      unread: frame?.unread,
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
