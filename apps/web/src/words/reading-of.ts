import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {isPagePath} from '../paths.js';
import {ENGLISH, LANGUAGES, readAs, type Reading} from './language.js';

export const LANGUAGE_COOKIE = 'language';
export const EASY_COOKIE = 'easy-read';

/** How somebody said, with the switches on each page, that they want to read. */
export function readingOf(request: FastifyRequest): Reading {
  const {cookies} = request as FastifyRequest & {cookies?: Record<string, string | undefined>};
  return {
    language: LANGUAGES.get(cookies?.[LANGUAGE_COOKIE] ?? '') ?? ENGLISH,
    easy: cookies?.[EASY_COOKIE] === 'on',
  };
}

/**
 * Whatever a request for a page calls has the language of its reader around it. Reading a body leaves that behind,
 * so it is put up once more after it.
 */
export function speakToReaders(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const speak = (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    if (isPagePath(request.url)) readAs(readingOf(request), done);
    else done();
  };
  fastify.addHook('onRequest', speak);
  fastify.addHook('preValidation', speak);
}
