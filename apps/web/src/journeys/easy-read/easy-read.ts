import type {FastifyRequest} from 'fastify';
import {easyWords} from '../../words/easy-words.js';

export const EASY_COOKIE = 'easy-read';

export interface EasyRead {
  on: boolean;
  words: readonly string[];
}

/** Whether somebody wants pages in easy read, and this page’s sentences. They say so once, with a button. */
export function easyRead(request: FastifyRequest, page: string): EasyRead {
  const {cookies} = request as FastifyRequest & {cookies?: Record<string, string | undefined>};
  return {on: cookies?.[EASY_COOKIE] === 'on', words: easyWords(page)};
}
