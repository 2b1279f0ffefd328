import {Injectable} from '@nestjs/common';
import {Geography} from '@app/geography';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {Services} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {advertMoved} from './advert.errors.js';
import {Advert} from './advert.entity.js';
import {advertMachine} from './advert.state.js';
import {areaOf, checkAdvert, type AdvertText} from './check-advert.js';

export const ADVERT_WAITING = 'advert.waiting';

/** A holder, or who acts for them, writes what they need. Nobody sees it before the council has looked. */
@Injectable()
export class PlaceAdvert {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly services: Services,
    private readonly geography: Geography,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns its id. @throws FORBIDDEN, VALIDATION_FAILED, POSTCODE_UNKNOWN */
  async place(principal: Principal, advert: AdvertText): Promise<string> {
    holderFor(principal, 'reach_out');
    return this.write(principal, advert, async (tx, columns) => {
      const holderId = await this.mayAct.require(tx, principal, 'reach_out');
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO advert (council_id, holder_id, title, text, services, outcode, district, hours_per_week, closes_on, written_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
        [
          ...[principal.councilId, holderId, columns.title, columns.text, columns.services, columns.outcode],
          ...[columns.district, columns.hoursPerWeek, columns.closesOn, columns.writtenBy],
        ],
      );
      return (row as {id: string}).id;
    });
  }

  /** New words wait to be looked at again. @throws FORBIDDEN, NOT_FOUND, ILLEGAL_TRANSITION, VALIDATION_FAILED */
  async change(principal: Principal, id: string, advert: AdvertText): Promise<void> {
    await this.write(principal, advert, async (tx, columns) => {
      const {state} = await this.own(tx, principal, id);
      if (state !== 'waiting' && !advertMachine.can(state, 'change')) throw advertMoved();
      await tx.update(Advert, {id}, {...columns, state: 'waiting', moderatedBy: null, reason: null});
      return id;
    });
  }

  /** It shows no more; who has answered can go on writing. @throws FORBIDDEN, NOT_FOUND, ILLEGAL_TRANSITION */
  close(principal: Principal, id: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {state} = await this.own(tx, principal, id);
      if (!advertMachine.can(state, 'close')) throw advertMoved();
      await tx.query(`UPDATE advert SET state = 'closed' WHERE id = $1`, [id]);
      await this.audit.record(tx, {...by(principal), action: 'advert.closed', subject: {kind: 'advert', id}});
    });
  }

  private async write(
    principal: Principal,
    advert: AdvertText,
    keep: (tx: Tx, columns: Partial<Advert>) => Promise<string>,
  ): Promise<string> {
    const known = await this.services.list(principal.councilId);
    await this.uow.run(principal.councilId, (tx) => checkAdvert(tx, advert, known, londonDay(this.clock.now())));
    const area = await areaOf(this.geography, advert.near);
    return this.uow.run(principal.councilId, async (tx) => {
      const {title, text, services, hoursPerWeek, closesOn} = advert;
      const words = {title: title.trim(), text: text.trim(), services: [...new Set(services)]};
      const id = await keep(tx, {...words, ...area, hoursPerWeek, closesOn, writtenBy: principal.personId});
      await this.audit.record(tx, {...by(principal), action: ADVERT_WAITING, subject: {kind: 'advert', id}});
      await this.outbox.publish(tx, principal.councilId, ADVERT_WAITING, id);
      return id;
    });
  }

  private async own(tx: Tx, principal: Principal, id: string): Promise<Advert> {
    const holderId = await this.mayAct.require(tx, principal, 'reach_out');
    const found = await tx.findOne(Advert, {where: {id, holderId}, lock: {mode: 'pessimistic_write'}});
    if (!found) throw notFound('advert');
    return found;
  }
}
