import type {SealedFiles} from '@app/platform';
import type {ListingPicture} from './listing-picture.entity.js';

export type PictureFiles = Pick<ListingPicture, 'smallId' | 'largeId'>;

/** Once nothing speaks of them any more; the nightly sweep finds what stayed behind. */
export async function forgetPicture(
  files: SealedFiles,
  councilId: string,
  picture: PictureFiles | null,
): Promise<void> {
  for (const id of picture ? [picture.smallId, picture.largeId] : []) await files.remove(`${councilId}/${id}`);
}
