import {Transform} from 'node:stream';
import {HEAD_BYTES, mediaTypeOf, TAIL_BYTES, type MediaType} from './media-type.js';

export interface Inspected {
  bytes: number;
  mediaType: MediaType | null;
}

/**
 * Lets a file through and looks at it on its way. It throws only when all has been read, so that whoever sends it
 * is never left with half of it unsent.
 * @param judge throws what is wrong with it, so that nothing of it is kept
 */
export function inspect(judge: (found: Inspected) => void): Transform {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      tail = Buffer.concat([tail, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
      done(null, chunk);
    },
    flush(done) {
      try {
        judge({bytes, mediaType: mediaTypeOf(head, tail)});
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
