import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {ownFrame} from '../own-frame.js';
import {isPagePath} from '../paths.js';
import {cookieNames, type CookieNames} from '../security/cookie-names.js';
import {ENGLISH, LANGUAGES, readAs, type Reading} from './language.js';

type Request = FastifyRequest & {
  cookies?: Record<string, string | undefined>;
  /** What the switches on pages left with the browser. */
  switched?: {language: string | undefined; easy: string | undefined};
  /** What whoever is signed in chose for all that is written to them. */
  ownReading?: {language: string; easy: boolean} | null;
};

/** How somebody said, with the switches on each page, that they want to read; else as they chose to be written to. */
export function readingOf(request: FastifyRequest): Reading {
  const {switched, ownReading} = request as Request;
  const language = switched?.language ?? ownReading?.language ?? '';
  const easy = switched?.easy;
  return {
    language: LANGUAGES.get(language) ?? ENGLISH,
    easy: easy === undefined ? (ownReading?.easy ?? false) : easy === 'on',
  };
}

/** Whether the switch for easy read is on. */
export function isEasySwitched(request: FastifyRequest): boolean {
  return (request as Request).switched?.easy === 'on';
}

/**
 * Whatever a request for a page calls has the language of its reader around it. Reading a body leaves that behind,
 * so it is put up once more after it; and once it is known who reads, where no switch says how.
 */
export function speakToReaders(app: NestFastifyApplication, options: {secure: boolean}): void {
  const fastify = app.getHttpAdapter().getInstance();
  const names = cookieNames(options);
  const own = ownFrame(app);
  const speak = (request: Request, _reply: FastifyReply, done: () => void) => {
    request.switched ??= switchedBy(request, names);
    if (isPagePath(request.url)) readAs(readingOf(request), done);
    else done();
  };
  const learn = (request: Request, _reply: FastifyReply, done: () => void) => {
    const {switched} = request;
    const chosen = switched?.language !== undefined && switched.easy !== undefined;
    if (chosen || !isPagePath(request.url)) return done();
    void own(request)
      // Whoever cannot be known is refused by what comes next, in plain words.
      .catch(() => null)
      .then((found) => {
        request.ownReading = found?.reading;
        readAs(readingOf(request), done);
      });
  };
  fastify.addHook('onRequest', speak);
  fastify.addHook('preValidation', speak);
  fastify.addHook('preHandler', learn);
}

function switchedBy({cookies}: Request, names: CookieNames): Request['switched'] {
  return {language: cookies?.[names.language], easy: cookies?.[names.easy]};
}
