import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Outbox, type Tx} from '@app/platform';
import type {Booking} from '../booking/booking.entity.js';
import {sharersOf} from '../shared/sharers.js';
import type {SharedSide} from '../shared/shared-sides.js';
import {SharedSupport} from '../shared/shared.entity.js';
import {VisitChangeYes, type VisitChange} from './visit-change.entity.js';

/** A visit that several people share moves when each who pays has said yes, and who comes; the last yes moves it. */
@Injectable()
export class EverybodysYes {
  constructor(
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Nobody joins or leaves meanwhile: the first of all locks. */
  async lock(tx: Tx, sharedId: string): Promise<void> {
    await tx.findOneOrFail(SharedSupport, {where: {id: sharedId}, lock: {mode: 'for_no_key_update'}});
  }

  /** Writes the yes down. @returns whether nobody else is to be waited for */
  async said(
    tx: Tx,
    principal: Principal,
    change: VisitChange,
    booking: Booking,
    {side, personId}: SharedSide,
  ): Promise<boolean> {
    if (!booking.sharedId) return true;
    const {councilId} = principal;
    await tx.query(
      `INSERT INTO visit_change_yes (change_id, person_id, side, council_id, said_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [change.id, personId ?? principal.personId, side, councilId, principal.personId],
    );
    const said = await tx.findBy(VisitChangeYes, {changeId: change.id});
    const worker = change.side === 'worker' || said.some((each) => each.side === 'worker');
    const proposer = change.side === 'holder' ? booking.holderId : null;
    const yes = new Set([proposer, ...said.map((each) => each.personId)]);
    const {people} = await sharersOf(tx, booking.sharedId);
    if (worker && people.every((each) => yes.has(each))) return true;
    const subject = {kind: 'visit_change', id: change.id};
    await this.audit.record(tx, {...by(principal), action: 'visit_change.yes', subject, after: {side}});
    await this.outbox.publish(tx, councilId, 'visit_change.yes', change.id);
    return false;
  }
}
