import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {SealedFiles, UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';
import {ListingOwners} from '../owners/listing-owners.js';
import type {Audience} from '../profile/listing-words.js';
import {ListingReach, looksAfter} from '../public/listing-reach.js';

export interface OpenedPicture {
  content: Buffer;
  /** Anybody may see it, so anybody's cache may keep it. */
  everybody: boolean;
}

/** The picture of a listing, for whoever may see the listing now: its owner and the council's staff always. */
@Injectable()
export class OpenPicture {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly reach: ListingReach,
    private readonly owners: ListingOwners,
    private readonly files: SealedFiles,
  ) {}

  /** @throws NOT_FOUND also for what is there and not for them */
  async run(viewer: Principal | null, listingId: string, file: string): Promise<OpenedPicture> {
    const [row] = await this.dataSource.query<{councilId: string; audience: Audience; shown: boolean}[]>(
      `SELECT council_id AS "councilId", audience, shown FROM picture_of($1, $2)`,
      [listingId, file],
    );
    if (!row) throw notFound('picture');
    const {councilId, audience, shown} = row;
    const sees = shown && (await this.reach.includes(viewer, {id: listingId, councilId, audience}));
    if (!sees && !(await this.mayJudge(viewer, councilId, listingId))) throw notFound('picture');
    return {content: await this.files.open(`${councilId}/${file}`), everybody: shown && audience === 'public'};
  }

  /** Its owner, and staff who check listings, who have to see what they take down. */
  private async mayJudge(viewer: Principal | null, councilId: string, listingId: string): Promise<boolean> {
    if (viewer?.councilId !== councilId) return false;
    if (looksAfter(viewer)) return true;
    return this.uow.run(councilId, (tx) => this.owners.mayAnswer(tx, viewer, listingId, null));
  }
}
