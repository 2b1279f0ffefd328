import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {Standings, type Standing} from '@app/register';
import type {Exception, Pattern} from '../availability/availability.js';
import {EXCEPTIONS, PATTERNS} from '../availability/read-hours.js';
import {OwnListing} from '../owners/own-listing.js';
import type {DatedRate} from '../pricing/rates.js';
import type {PublicPicture} from '../public/public-listings.js';
import {STANDARD_TERMS, type CancellationTerms} from '../terms/cancellation-rules.js';
import {UNANSWERED} from '../still/still-right.js';
import {Listing} from './listing.entity.js';

interface Parts {
  /** Codes. */
  services: string[];
  /** Now and to come. */
  rates: DatedRate[];
  patterns: Pattern[];
  exceptions: Exception[];
  /** What waits until an officer has looked at it; or why the last such change was refused. */
  change: {name: string | null; services: string[]; refused: string | null} | null;
  /** On which day it rests unless somebody says that all is still right; null when nobody asks. */
  restsOn: Day | null;
  /** What holds for calling off where they say nothing of their own. */
  standardTerms: CancellationTerms;
  picture: PublicPicture | null;
  /** Why and when the council took the last one down, while there is no other. */
  pictureTakenDown: {reason: string; removedAt: Date} | null;
}

const SHOWN = {
  id: true,
  memberId: true,
  kind: true,
  state: true,
  name: true,
  summary: true,
  about: true,
  outcode: true,
  district: true,
  travelKm: true,
  gender: true,
  languages: true,
  needs: true,
  takingOn: true,
  takingOnFrom: true,
  drives: true,
  capacity: true,
  waysOfPaying: true,
  cqcProviderId: true,
  audience: true,
  interpreted: true,
  pets: true,
  smoking: true,
  businessInsurance: true,
  districts: true,
  online: true,
  atTheirs: true,
  bufferMinutes: true,
  minimumMinutes: true,
  bankHolidays: true,
  noticeHours: true,
  lateCancellationBp: true,
  version: true,
  changedAt: true,
} as const satisfies Partial<Record<keyof Listing, true>>;

/** All that a member has put into their listing, but the position, which is never shown again. */
export type OwnListingView = Pick<Listing, keyof typeof SHOWN> &
  Parts & {
    /** What the register says of the member today: only while it lists them do others see a live listing. */
    standing: Pick<Standing, 'listed' | 'accredited' | 'scheme' | 'checkedOn' | 'lapsesOn'> & {suspended: boolean};
  };

@Injectable()
export class ReadOwnListing {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly standings: Standings,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING
   */
  run(principal: Principal, listingId: string | null): Promise<OwnListingView> {
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const id = await this.own.idOf(tx, principal, listingId);
      const listing = await tx.findOneOrFail(Listing, {where: {id}, select: SHOWN});
      const [parts] = (await tx.query<Parts[]>(PARTS, [id, today])) as [Parts];
      const standing = (await this.standings.on(tx, listing.memberId, [today])).get(today);
      const {listed = false, accredited = false, scheme = null, checkedOn = null, lapsesOn = null} = standing ?? {};
      const suspended = standing?.reasons.includes('suspended') ?? false;
      const {pictureTakenDown: taken} = parts;
      const pictureTakenDown = taken && {...taken, removedAt: new Date(taken.removedAt)};
      return {
        ...listing,
        ...parts,
        pictureTakenDown,
        standing: {listed, accredited, scheme, checkedOn, lapsesOn, suspended},
      };
    });
  }
}

const PARTS = `
  SELECT ARRAY(SELECT code FROM listing_service JOIN service ON service.id = service_id
               WHERE listing_id = $1 ORDER BY code) AS services,
         (SELECT coalesce(json_agg(json_build_object('band', band, 'unit', unit, 'ratePence', rate_pence,
                   'startsOn', starts_on, 'endsOn', ends_on) ORDER BY starts_on, band, unit), '[]')
          FROM rate WHERE listing_id = $1 AND (ends_on IS NULL OR ends_on >= $2)) AS rates,
         (SELECT coalesce(json_agg(${PATTERNS} ORDER BY weekday, from_time, starts_on), '[]')
          FROM availability_pattern WHERE listing_id = $1) AS patterns,
         (SELECT coalesce(json_agg(${EXCEPTIONS} ORDER BY starts_on, from_time), '[]')
          FROM availability_exception WHERE listing_id = $1) AS exceptions,
         (SELECT json_build_object('name', c.name, 'refused', c.reason, 'services', ARRAY(
                   SELECT DISTINCT ON (s.code) s.name FROM service s WHERE s.code = ANY (c.services)
                   ORDER BY s.code, s.council_id NULLS LAST))
          FROM (SELECT * FROM listing_change WHERE listing_id = $1 ORDER BY asked_at DESC, id DESC LIMIT 1) c
          WHERE c.outcome IS NULL OR c.outcome = 'refused') AS change,
         (SELECT ${STANDARD_TERMS} FROM listing WHERE id = $1) AS "standardTerms", public_listing_picture($1) AS picture,
         (SELECT json_build_object('reason', reason, 'removedAt', removed_at) FROM listing_picture_removal
          WHERE listing_id = $1 AND NOT EXISTS (SELECT FROM listing_picture WHERE listing_id = $1)
          ORDER BY removed_at DESC, id DESC LIMIT 1) AS "pictureTakenDown",
         (SELECT (c.asked_at AT TIME ZONE 'Europe/London')::date + (
                   SELECT rest_days FROM still_right_rule WHERE starts_on <= $2
                   ORDER BY council_id NULLS LAST, starts_on DESC LIMIT 1)
          FROM listing l JOIN listing_confirmation c ON c.listing_id = l.id
          WHERE l.id = $1 AND l.state = 'live' AND ${UNANSWERED}) AS "restsOn"`;
