import {Injectable} from '@nestjs/common';
import {holderFor, MayAct, type Power, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import {illegalTransition} from '../bookings.errors.js';
import type {Side} from '../booking/booking-parties.js';
import {Invoice} from './invoice.entity.js';
import {invoiceMachine} from './invoice.state.js';

/** The record check of every invoice: whoever is neither side learns nothing. */
@Injectable()
export class InvoiceParties {
  constructor(
    private readonly owners: ListingOwners,
    private readonly mayAct: MayAct,
  ) {}

  async sideOf(tx: Tx, principal: Principal, {holderId, listingId}: Invoice, power: Power): Promise<Side | null> {
    if (holderId === (principal.actingFor?.personId ?? principal.personId)) {
      holderFor(principal, power);
      return 'holder';
    }
    return (await this.owners.mayAnswer(tx, principal, listingId, 'see_money')) ? 'worker' : null;
  }

  /** Locked, on one side of it, where the step may be taken. @throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION */
  async lockFor(
    tx: Tx,
    principal: Principal,
    id: string,
    wanted: Side,
    step: keyof typeof invoiceMachine.transitions,
  ): Promise<Invoice> {
    const invoice = await tx.findOne(Invoice, {where: {id}, lock: {mode: 'for_no_key_update'}});
    const side = invoice && (await this.sideOf(tx, principal, invoice, 'approve_hours'));
    if (!invoice || side !== wanted) throw notFound('invoice');
    if (side === 'holder') await this.mayAct.require(tx, principal, 'approve_hours');
    if (invoice.kind !== 'invoice' || !invoiceMachine.can(invoice.state, step)) {
      throw illegalTransition('invoice', invoice.kind === 'invoice' ? invoice.state : 'a credit note', step);
    }
    return invoice;
  }
}
