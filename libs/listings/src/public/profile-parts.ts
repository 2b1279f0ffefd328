import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import {prepared, together, UnitOfWork, type CouncilOf, type Reader} from '@app/platform';
import {PublicChecks, type PublicRecord} from '@app/register';
import {MORE_OFFERED, moreOf, type MoreOffered} from '../offers/read-offers.js';
import type {BandRule} from '../pricing/bands.js';
import {BANDS_IN_FORCE} from '../pricing/rate-hours.js';
import type {PublicProfile} from './public-listings.js';

/** What stands on a profile beside the profile itself. */
export interface ProfileRest {
  more: MoreOffered;
  /** Which hours are evening or weekend there. */
  bands: BandRule[];
  /** What was checked, and what is still asked. */
  record: PublicRecord;
}

/** For asking everything of a live listing at once, before anybody knows whose council's it is. */
export const councilOfLive = (listingId: string): CouncilOf => ({
  sql: 'council_of_live_listing($1)',
  values: [listingId],
});

/** All of it in one transaction and one way to the database: the page that is opened most. */
@Injectable()
export class ProfileParts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: PublicChecks,
    private readonly clock: Clock,
  ) {}

  /** @param profile as `PublicListings` gave it: whoever has it may see the listing */
  async of({id, councilId}: Pick<PublicProfile, 'id' | 'councilId'>): Promise<ProfileRest> {
    const [rest] = await this.uow.read(councilId, (reader) => [this.shown(id, reader)]);
    return rest;
  }

  /** The same for who asks more in one go, in the listing's council: not to be handed on before the profile is. */
  async shown(id: string, reader: Reader): Promise<ProfileRest> {
    const now = this.clock.now();
    const [[row], record] = await together(
      prepared<[Row]>(reader, PARTS, [id, now, londonDay(now)]),
      this.checks.ofWhom(reader, {sql: MEMBER, values: [id]}),
    );
    return {more: moreOf(row), bands: row.bands, record};
  }
}

type Row = Parameters<typeof moreOf>[0] & {bands: BandRule[]};

const PARTS = `SELECT ${MORE_OFFERED}, ${BANDS_IN_FORCE}`;
const MEMBER = `(SELECT member_id FROM listing WHERE id = $1)`;
