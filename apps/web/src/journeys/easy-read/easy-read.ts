import type {FastifyRequest} from 'fastify';
import {easyWords} from '../../words/easy-words.js';
import {isEasySwitched} from '../../words/reading-of.js';

export interface EasyRead {
  on: boolean;
  words: readonly string[];
}

/** Whether somebody wants pages in easy read, and this page’s sentences. They say so once, with a button. */
export function easyRead(request: FastifyRequest, page: string): EasyRead {
  return {on: isEasySwitched(request), words: easyWords(page)};
}
