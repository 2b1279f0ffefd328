import {Injectable} from '@nestjs/common';
import {PayableLines} from '@app/allocations';
import {AuditTrail, by, holderFor, MayAct, tokenHash, type Principal} from '@app/identity';
import {DomainError, londonDay, notFound} from '@app/kernel';
import {Bookable} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {SharedSupport} from './shared.entity.js';
import {memberOf} from './shared-groups.js';
import {requireWeight, weightOf} from './start-shared.js';

/** What somebody who has the code is shown before they ask to join. */
export interface SharedInvitation {
  id: string;
  title: string;
  organiser: string;
  listing: {id: string; name: string};
  startsAt: Date;
  endsAt: Date;
  rrule: string | null;
  shareBy: SharedSupport['shareBy'];
  absence: SharedSupport['absence'];
}

const MOST_PEOPLE = 10;

/** With the code that the organiser gave them, somebody asks to share, and says which line pays. */
@Injectable()
export class JoinShared {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly bookable: Bookable,
    private readonly lines: PayableLines,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NOT_FOUND for a code that is none, or of what is over */
  find(principal: Principal, code: string): Promise<SharedInvitation> {
    holderFor(principal, 'book');
    return this.uow.run(principal.councilId, async (tx) => {
      const {id} = await byCode(tx, code, false);
      const [found] = await tx.query<[SharedInvitation]>(
        `SELECT s.id, s.title, split_part(o.name, ' ', 1) AS organiser, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.rrule,
                s.share_by AS "shareBy", s.absence, json_build_object('id', l.id, 'name', l.name) AS listing
         FROM shared_support s JOIN person o ON o.id = s.organiser_id JOIN listing l ON l.id = s.listing_id WHERE s.id = $1`,
        [id],
      );
      return found;
    });
  }

  /**
   * Those who are in have to say yes, all of them.
   * @returns its id
   * @throws NOT_FOUND, VALIDATION_FAILED, LINE_NOT_ALLOWED, SHARED_FULL, SHARED_ALREADY
   */
  run(principal: Principal, code: string, lineId: string, weight: number): Promise<string> {
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'book');
      const shared = await byCode(tx, code, true);
      requireWeight(shared.shareBy, weight);
      if (await memberOf(tx, shared.id, holderId)) throw sharedAlready();
      const listing = await this.bookable.read(tx, shared.listingId);
      const payee = listing?.kind === 'provider' ? 'provider' : 'self_employed_pa';
      const paying = {listingId: shared.listingId, payee, day: londonDay(shared.startsAt)} as const;
      await this.lines.require(tx, holderId, [lineId], paying);
      const [{count}] = await tx.query<[{count: number}]>(
        `SELECT count(*)::int AS count FROM shared_member WHERE shared_id = $1 AND state IN ('asked', 'agreed', 'leaving')`,
        [shared.id],
      );
      if (count >= MOST_PEOPLE) throw sharedFull();
      await tx.query(
        `INSERT INTO shared_member (council_id, shared_id, person_id, line_id, weight, state, asked_by, asked_how)
         VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7)`,
        [
          ...[principal.councilId, shared.id, holderId, lineId, weightOf(shared.shareBy, weight), principal.personId],
          ...[principal.actingFor?.contact?.how ?? null],
        ],
      );
      const subject = {kind: 'shared_support', id: shared.id};
      await this.audit.record(tx, {...by(principal), action: 'shared.asked_to_join', subject});
      await this.outbox.publish(tx, principal.councilId, 'shared.asked_to_join', shared.id);
      return shared.id;
    });
  }
}

async function byCode(tx: Tx, code: string, lock: boolean): Promise<SharedSupport> {
  const plain = code
    .trim()
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  const written = `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
  const found = await tx.findOne(SharedSupport, {
    where: {codeHash: tokenHash(written)},
    ...(lock ? {lock: {mode: 'for_no_key_update'} as const} : {}),
  });
  if (!found || found.state === 'called_off') throw notFound('code');
  return found;
}

function sharedAlready(): DomainError {
  return new DomainError('conflict', 'SHARED_ALREADY', 'You are in this already, or have asked to be.');
}

function sharedFull(): DomainError {
  return new DomainError('refused', 'SHARED_FULL', `No more than ${MOST_PEOPLE} people can share support.`);
}
