import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {isPagePath} from './paths.js';
import {CORNER, EVERYBODY, placeOf, type NavigationGroup, type NavigationItem} from './navigation.js';
import type {Viewer} from './viewer.js';
import type {WebOptions} from './web-options.js';
import type {Council} from './council.js';

/** What layout.njk reads besides the page's own data. */
export interface PageContext {
  council: Council;
  viewer: Viewer | null;
  demonstration: boolean;
  navigation: (NavigationItem & {active: boolean})[];
  /** The group of places that this page belongs to, when the viewer has several in it. */
  group: {text: string; places: (NavigationItem & {active: boolean})[]} | null;
  /** Which of the two links beside the menu this page belongs to. */
  corner: (typeof CORNER)[number]['href'] | null;
  here: string;
  /** Where switching the language leads back to: this page as it was asked for, or the one whose form was sent. */
  back: string;
  cspNonce: string | null;
  /** Made once, by the first form of a page: a second one would come with a cookie of its own and spoil the first. */
  csrfToken: () => string;
}

declare module 'fastify' {
  interface FastifyReply {
    locals: Partial<PageContext> | null;
  }
}

/** Gives the reply its frame, once. Without a viewer also for errors that came up before anybody was known. */
export type FramePage = (request: FastifyRequest, reply: FastifyReply, viewer: Viewer | null) => void;

export function pageContext(app: NestFastifyApplication, options: WebOptions): FramePage {
  const frame: FramePage = (request, reply, viewer) => {
    if (reply.locals?.council) return;
    const here = request.url.split('?', 1)[0] ?? '/';
    let token: string | null = null;
    const groups = viewer?.navigation ?? [];
    const own = groups.flatMap(({places}) => places);
    const place = placeOf(own, here);
    const open = place ? undefined : placeOf(EVERYBODY, here)?.href;
    const context: PageContext = {
      council: viewer?.council ?? options.council,
      viewer,
      demonstration: options.demonstration ?? false,
      navigation: [
        ...EVERYBODY.map((item) => ({...item, active: item.href === open})),
        ...groups.map(({text, href, places}) => ({text, href, active: place !== undefined && places.includes(place)})),
      ],
      group: groupAround(place, groups),
      corner: place ? null : (placeOf(CORNER, here)?.href ?? null),
      here,
      back: request.method === 'GET' ? request.url : cameFrom(request, here),
      cspNonce: (reply.cspNonce as {script: string} | null)?.script ?? null,
      csrfToken: () => (token ??= reply.generateCsrf()),
    };
    reply.locals = {...reply.locals, ...context};
  };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preHandler', async (request, reply) => {
      if (isPagePath(request.url)) frame(request, reply, (await options.viewer?.(request)) ?? null);
    });
  return frame;
}

function groupAround(place: NavigationItem | undefined, groups: NavigationGroup[]): PageContext['group'] {
  const group = place && groups.find(({places}) => places.includes(place));
  if (!group || group.places.length < 2) return null;
  return {text: group.text, places: group.places.map((each) => ({...each, active: each === place}))};
}

/** The page whose form was sent; only its path and query count, so nothing of another site's gets in. */
function cameFrom({headers: {referer = ''}}: FastifyRequest, otherwise: string): string {
  if (!URL.canParse(referer)) return otherwise;
  const {pathname, search} = new URL(referer);
  return pathname + search;
}
