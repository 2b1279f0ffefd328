import {randomInt} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {PayableLines} from '@app/allocations';
import {AuditTrail, by, MayAct, requireText, tokenHash, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound} from '@app/kernel';
import {Bookable} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import {visitsAskedFor} from '../booking/booking-request.js';
import {ABSENCE_RULES, SHARE_WAYS, type AbsenceRule, type ShareBy} from './shared.entity.js';

export interface NewShared {
  listingId: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  rrule: string | null;
  shareBy: ShareBy;
  absence: AbsenceRule;
  /** The organiser's own line, and by how much they share. */
  lineId: string;
  weight: number;
}

/** Letters and digits that cannot be mistaken for each other on paper or on the phone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Somebody begins to share support: when, with whom who comes, by which shares, and what holds when one does not come. */
@Injectable()
export class StartShared {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly bookable: Bookable,
    private readonly lines: PayableLines,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns its id, and the code with which others join, which is shown once and kept nowhere
   * @throws VALIDATION_FAILED, NOT_FOUND, LINE_NOT_ALLOWED
   */
  async run(principal: Principal, shared: NewShared): Promise<{id: string; code: string}> {
    const title = requireText('title', shared.title, 'Say what it is', 100);
    requireChoices(shared);
    const {listingId, startsAt, endsAt, rrule, lineId} = shared;
    const now = this.clock.now();
    visitsAskedFor({listingId, engagementId: null, startsAt, endsAt, rrule, splits: []}, now, true);
    const code = newCode();
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'book');
      const listing = await this.bookable.read(tx, listingId);
      if (listing?.state !== 'live') throw notFound('listing');
      const payee = listing.kind === 'provider' ? 'provider' : 'self_employed_pa';
      const paying = {listingId, payee, day: londonDay(startsAt)} as const;
      await this.lines.require(tx, holderId, [lineId], paying);
      const [{id}] = await tx.query<[{id: string}]>(
        `INSERT INTO shared_support (council_id, listing_id, organiser_id, title, starts_at, ends_at, rrule, share_by, absence, code_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
        [
          ...[principal.councilId, listingId, holderId, title, startsAt, endsAt, rrule, shared.shareBy, shared.absence],
          ...[tokenHash(code)],
        ],
      );
      await tx.query(
        `INSERT INTO shared_member (council_id, shared_id, person_id, line_id, weight, state, asked_by, asked_how)
         VALUES ($1, $2, $3, $4, $5, 'agreed', $6, $7)`,
        [
          ...[principal.councilId, id, holderId, lineId, weightOf(shared.shareBy, shared.weight), principal.personId],
          ...[principal.actingFor?.contact?.how ?? null],
        ],
      );
      const after = {listing_id: listingId, share_by: shared.shareBy, absence: shared.absence};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'shared.started',
        subject: {kind: 'shared_support', id},
        after,
      });
      return {id, code};
    });
  }
}

function newCode(): string {
  const letters = Array.from({length: 12}, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

function requireChoices({shareBy, absence, weight}: NewShared): void {
  if (!SHARE_WAYS.includes(shareBy)) throw invalid({field: 'share_by', message: 'Say how it is shared.'});
  if (!ABSENCE_RULES.includes(absence)) {
    throw invalid({field: 'absence', message: 'Say what holds when somebody does not come.'});
  }
  requireWeight(shareBy, weight);
}

/** @throws VALIDATION_FAILED */
export function requireWeight(shareBy: ShareBy, weight: number): void {
  const most = shareBy === 'minutes' ? 1_440 : 10_000;
  if (shareBy === 'equal' || (Number.isInteger(weight) && weight >= 1 && weight <= most)) return;
  const message = shareBy === 'minutes' ? 'Say for how many minutes.' : 'Say which share, like 25%.';
  throw invalid({field: 'weight', message});
}

/** Where all share alike, nobody's share is theirs to say. */
export function weightOf(shareBy: ShareBy, weight: number): number {
  return shareBy === 'equal' ? 1 : weight;
}
