import {randomUUID} from 'node:crypto';
import {Readable} from 'node:stream';
import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, invalid, notFound} from '@app/kernel';
import {SealedFiles, takeUpload, UnitOfWork, type Tx, type Upload} from '@app/platform';
import {Checks, isLine} from '../checks.js';
import {OwnListing} from '../owners/own-listing.js';
import {ListingPicture} from './listing-picture.entity.js';
import {requireNoContact} from '../profile/no-contact.js';
import {forgetPicture} from './picture-files.js';
import {pictureSizes, wrong} from './picture-sizes.js';

export const LONGEST_ALTERNATIVE = 200;

/** A picture is taken, made into the two sizes that show, and what was sent is thrown away. It shows where the listing does. */
@Injectable()
export class SetPicture {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly files: SealedFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * @param read opens what is being sent, once there is a listing for it; its field `alternative` says what it shows.
   *   Where no file was chosen the picture that is there stays, with these words.
   * @throws NOT_FOUND, WHICH_LISTING, VALIDATION_FAILED, FILE_TOO_LARGE, FILE_TYPE, PICTURE_UNREADABLE,
   *   PICTURE_TOO_LARGE, PICTURE_TOO_SMALL
   */
  async run(principal: Principal, listingId: string | null, read: () => Promise<Upload>): Promise<void> {
    const {councilId} = principal;
    const id = await this.uow.run(councilId, (tx) => this.own.idOf(tx, principal, listingId));
    this.files.requireReady();
    const upload = await read();
    const original = await this.take(councilId, upload);
    if (!original) return this.describe(principal, id, upload.fields['alternative'] ?? '', true);
    const alternative = textOf(upload.fields['alternative'] ?? '');
    await this.uow.run(councilId, (tx) => requireNoContact(tx, {alternative}));
    const sizes = await pictureSizes(original);
    const ids = {smallId: randomUUID(), largeId: randomUUID()};
    try {
      await this.files.put(`${councilId}/${ids.smallId}`, Readable.from([sizes.small]));
      await this.files.put(`${councilId}/${ids.largeId}`, Readable.from([sizes.large]));
      const before = await this.uow.run(councilId, (tx) => this.keep(tx, principal, id, {...ids, alternative}));
      await forgetPicture(this.files, councilId, before);
    } catch (error) {
      await forgetPicture(this.files, councilId, ids);
      throw error;
    }
  }

  /** Other words for the picture that is there. @param asked whether one was asked for: then none is a slip. @throws NOT_FOUND, VALIDATION_FAILED */
  async describe(principal: Principal, listingId: string | null, words: string, asked = false): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      const alternative = textOf(words);
      await requireNoContact(tx, {alternative});
      const {affected} = await tx.update(ListingPicture, {listingId: id}, {alternative});
      if (!affected) throw asked ? invalid({field: 'file', message: 'Choose a picture.'}) : notFound('picture');
      await this.own.changed(tx, principal, id, {action: 'listing.picture_described'});
    });
  }

  /** @throws NOT_FOUND when there is none */
  async remove(principal: Principal, listingId: string | null): Promise<void> {
    const {councilId} = principal;
    const before = await this.uow.run(councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      const picture = await tx.findOneBy(ListingPicture, {listingId: id});
      if (!picture) throw notFound('picture');
      await tx.delete(ListingPicture, {listingId: id});
      await this.own.changed(tx, principal, id, {action: 'listing.picture_removed'});
      return picture;
    });
    await forgetPicture(this.files, councilId, before);
  }

  /** What was sent, whole; nothing of it stays. */
  private async take(councilId: string, upload: Upload): Promise<Buffer | null> {
    const key = `${councilId}/${randomUUID()}`;
    const found = await takeUpload(this.files, key, upload);
    if (!found) return null;
    try {
      if (!found.mediaType?.startsWith('image/')) throw wrong('FILE_TYPE', 'The picture must be a JPEG or PNG.');
      return await this.files.open(key);
    } finally {
      await this.files.remove(key);
    }
  }

  /** @returns what was there before */
  private async keep(
    tx: Tx,
    principal: Principal,
    listingId: string,
    picture: Pick<ListingPicture, 'smallId' | 'largeId' | 'alternative'>,
  ): Promise<ListingPicture | null> {
    const {id} = await this.own.lock(tx, principal, listingId);
    const before = await tx.findOneBy(ListingPicture, {listingId: id});
    const by = {addedBy: principal.personId, addedAt: this.clock.now()};
    if (before) await tx.update(ListingPicture, {listingId: id}, {...picture, ...by});
    else await tx.insert(ListingPicture, {listingId: id, councilId: principal.councilId, ...picture, ...by});
    await this.own.changed(tx, principal, id, {action: 'listing.picture_set'});
    return before;
  }
}

function textOf(words: string): string {
  const text = words.normalize('NFC').trim();
  const check = new Checks();
  check.that(
    isLine(text, LONGEST_ALTERNATIVE),
    'alternative',
    `Say what the picture shows, for people who cannot see it, in up to ${LONGEST_ALTERNATIVE} characters.`,
  );
  check.done();
  return text;
}
