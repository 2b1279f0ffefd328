import {DomainError} from '@app/kernel';
import sharp from 'sharp';

export const SMALL_PIXELS = 320;
export const LARGE_PIXELS = 640;
/** More than any telephone takes; a few bytes can say that they are a picture of a hundred times as many. */
const MOST_PIXELS = 50_000_000;
const LONGEST_SECONDS = 20;

// One picture at a time is plenty, and nothing of it is kept in memory afterwards.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Two square pictures, made anew from the pixels alone: where it was taken, with what and when, and whatever else came
 * with it stays behind.
 * @throws PICTURE_UNREADABLE, PICTURE_TOO_LARGE, PICTURE_TOO_SMALL
 */
export async function pictureSizes(original: Buffer): Promise<{small: Buffer; large: Buffer}> {
  const options = {failOn: 'warning', limitInputPixels: MOST_PIXELS, sequentialRead: true} as const;
  const {width, height} = await read(() => sharp(original, {...options, limitInputPixels: false}).metadata());
  if (width * height > MOST_PIXELS) {
    throw wrong('PICTURE_TOO_LARGE', 'The picture must have fewer than 50 million pixels. Choose a smaller one.');
  }
  const least = Math.min(width, height);
  if (least < SMALL_PIXELS) {
    throw wrong('PICTURE_TOO_SMALL', `The picture must be at least ${SMALL_PIXELS} pixels wide and high.`);
  }
  const square = (pixels: number, from: Buffer) =>
    read(() =>
      sharp(from, options)
        .autoOrient()
        .resize({width: pixels, height: pixels, fit: 'cover', position: sharp.strategy.attention})
        .flatten({background: '#ffffff'})
        .webp({quality: 80})
        .timeout({seconds: LONGEST_SECONDS})
        .toBuffer(),
    );
  const large = await square(Math.min(least, LARGE_PIXELS), original);
  return {large, small: await square(SMALL_PIXELS, large)};
}

async function read<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw wrong(
      'PICTURE_UNREADABLE',
      'We cannot read this picture. Save it again as a JPEG or PNG, or choose another.',
    );
  }
}

export function wrong(code: string, message: string): DomainError {
  return new DomainError('refused', code, message, {fields: [{field: 'file', message}]});
}
