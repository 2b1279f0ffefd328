import {once} from 'node:events';
import {join} from 'node:path';
import {Worker} from 'node:worker_threads';

export interface Paper {
  pages: {words: Word[]; structure: Structure | null}[];
  info: Record<string, unknown>;
  /** Whether it says what its parts are, for who has it read out. */
  marked: boolean;
  bookmarks: string[];
}

export interface Word {
  text: string;
  height: number;
  /** From [4] and [5] on: how far from the left and from the bottom, in points. */
  transform: number[];
}

export interface Structure {
  role?: string;
  children?: Structure[];
}

/**
 * What stands in a PDF. Its reader gives Node 20 what it lacks, and Array's `push` and other parts of the language
 * anew and slow: in a thread of its own they are not those of all test files after it.
 */
export async function readPdf(file: ArrayBuffer | Uint8Array): Promise<Paper> {
  const thread = new Worker(join(import.meta.dirname, 'pdf-thread.js'), {workerData: new Uint8Array(file)});
  try {
    const [paper] = (await once(thread, 'message')) as [Paper];
    return paper;
  } finally {
    await thread.terminate();
  }
}
