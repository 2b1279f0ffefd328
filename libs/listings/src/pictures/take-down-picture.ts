import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden, invalid, notFound} from '@app/kernel';
import {Outbox, SealedFiles, UnitOfWork} from '@app/platform';
import type {PublicPicture} from '../public/public-listings.js';
import {ListingPicture} from './listing-picture.entity.js';
import {forgetPicture} from './picture-files.js';

/** Told with the removal's id. */
export const PICTURE_TAKEN_DOWN = 'listing.picture_taken_down';

const LONGEST_REASON = 500;

export interface PictureToJudge {
  listingId: string;
  name: string;
  /** Null when there is none. */
  picture: PublicPicture | null;
  /** What was taken down before, the newest first. */
  removals: {reason: string; removedAt: Date; removedBy: string}[];
}

/** An officer takes down a picture alone: the listing goes on showing, its owner reads why and may put another. */
@Injectable()
export class TakeDownPicture {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: SealedFiles,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND */
  read(principal: Principal, listingId: string): Promise<PictureToJudge> {
    if (!principal.permissions.has('application:queue')) throw forbidden('You do not have permission to do this.');
    return this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<Omit<PictureToJudge, 'removals'>[]>(
        `SELECT id AS "listingId", name, public_listing_picture(id) AS picture FROM listing WHERE id = $1`,
        [listingId],
      );
      if (!row) throw notFound('listing');
      const removals = await tx.query<PictureToJudge['removals']>(
        `SELECT r.reason, r.removed_at AS "removedAt", p.name AS "removedBy"
         FROM listing_picture_removal r JOIN person p ON p.id = r.removed_by
         WHERE r.listing_id = $1 ORDER BY r.removed_at DESC, r.id DESC LIMIT 20`,
        [listingId],
      );
      return {...row, removals};
    });
  }

  /**
   * @param file either of the two files of the picture that the officer looked at: never another one put since
   * @throws FORBIDDEN, VALIDATION_FAILED, NOT_FOUND when that picture is no longer there
   */
  async run(principal: Principal, listingId: string, file: string, reason: string): Promise<void> {
    if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
    const {councilId, personId} = principal;
    const why = reason.trim();
    if (!why || why.length > LONGEST_REASON) {
      throw invalid({field: 'reason', message: `Say why in ${LONGEST_REASON} characters or fewer.`});
    }
    const gone = await this.uow.run(councilId, async (tx) => {
      await tx.query(`SELECT FROM listing WHERE id = $1 FOR NO KEY UPDATE`, [listingId]);
      const picture = await tx.findOneBy(ListingPicture, {listingId});
      if (!picture || ![picture.smallId, picture.largeId].includes(file.toLowerCase())) throw notFound('picture');
      // The picture goes with it.
      const [removal] = await tx.query<{id: string}[]>(
        `INSERT INTO listing_picture_removal (council_id, listing_id, reason, removed_by, removed_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [councilId, listingId, why, personId, this.clock.now()],
      );
      const subject = {kind: 'listing', id: listingId};
      await this.audit.record(tx, {...by(principal), action: PICTURE_TAKEN_DOWN, subject, reason: why});
      await this.outbox.publish(tx, councilId, 'listing.changed', listingId);
      await this.outbox.publish(tx, councilId, PICTURE_TAKEN_DOWN, (removal as {id: string}).id);
      return picture;
    });
    await forgetPicture(this.files, councilId, gone);
  }
}
