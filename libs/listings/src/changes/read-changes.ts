import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, forbidden, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {DbsLevels, levelIsEnough, type DbsLevel} from '@app/register';
import type {ListingKind} from '../profile/listing-words.js';

/** A change that waits, beside what others see meanwhile. */
export interface WaitingChange {
  id: string;
  listingId: string;
  memberId: string;
  kind: ListingKind;
  /** As others see it. */
  shownName: string;
  name: string | null;
  /** The names of the services. */
  services: string[];
  askedAt: Date;
}

export interface ChangeToCheck extends WaitingChange {
  /** Of its services. */
  codes: string[];
  /** What the law has for these services, and what was checked; null when it is about the name alone. */
  dbs: {needed: DbsLevel; held: DbsLevel | null; enough: boolean; source: string} | null;
}

/** For the council's officers: what has to be looked at again before it shows. */
@Injectable()
export class ReadChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly levels: DbsLevels,
    private readonly clock: Clock,
  ) {}

  /** The longest waiting first. @throws FORBIDDEN */
  waiting(principal: Principal): Promise<WaitingChange[]> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<WaitingChange[]>(`${WAITING} ORDER BY c.asked_at LIMIT 500`),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND when there is none, or it waits no longer */
  one(principal: Principal, id: string): Promise<ChangeToCheck> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, (tx) => this.find(tx, id));
  }

  async find(tx: Tx, id: string): Promise<ChangeToCheck> {
    const [change] = await tx.query<(WaitingChange & {codes: string[]})[]>(`${WAITING} AND c.id = $1`, [id]);
    if (!change) throw notFound('change');
    const {codes} = change;
    if (codes.length === 0) return {...change, dbs: null};
    const day = londonDay(this.clock.now());
    const memberKind = change.kind === 'pa' ? 'pa' : 'business';
    const {level, source} = await this.levels.neededFor(tx, {
      memberKind,
      selfEmployed: false,
      tasks: {services: codes},
      day,
    });
    const held = await this.levels.heldBy(tx, change.memberId, day);
    return {...change, dbs: {needed: level, held, enough: levelIsEnough(held, level), source}};
  }
}

const WAITING = `
  SELECT c.id, c.listing_id AS "listingId", l.member_id AS "memberId", l.kind, l.name AS "shownName", c.name,
         c.services AS codes, c.asked_at AS "askedAt",
         ARRAY(SELECT DISTINCT ON (s.code) s.name FROM service s WHERE s.code = ANY (c.services)
               ORDER BY s.code, s.council_id NULLS LAST) AS services
  FROM listing_change c JOIN listing l ON l.id = c.listing_id WHERE c.outcome IS NULL`;

function requireStaff(principal: Principal): void {
  if (!principal.permissions.has('application:queue')) throw forbidden('You do not have permission to do this.');
}
