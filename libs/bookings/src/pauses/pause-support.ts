import {Injectable} from '@nestjs/common';
import {Funds} from '@app/allocations';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {
  addDays,
  Clock,
  daysBetween,
  DomainError,
  invalid,
  isDay,
  londonDay,
  prorate,
  startOfDay,
  WHOLE_BP,
  type Day,
  type Pence,
} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In, IsNull} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import {lockBookings} from '../booking/lock-bookings.js';
import {amountsOf} from '../booking/visit-money.js';
import {CancelVisits, type Charged} from '../changes/cancel-visits.js';
import {pauseTermsOf} from '../engagement/engagement-in-force.js';
import {MemberAway} from '../shared/member-away.js';
import {Visit} from '../visit/visit.entity.js';
import {suspensionOf} from './suspensions.js';
import {PAUSE_KINDS, SupportPause, type PauseKind} from './support-pause.entity.js';

export interface NewPause {
  kind: PauseKind;
  fromDay: Day;
  /** Null while nobody knows when it ends. */
  untilDay: Day | null;
}

export interface PauseEffect {
  /** Promised visits that pause, and those only asked for, which are called off. */
  visits: number;
  calledOff: number;
  /** Those that others share, which take place without them, by the rule for absence that was chosen. */
  shared: number;
  /** Paid all the same, by the terms of each agreement. */
  chargePence: Pence;
}

const EXCLUSION_VIOLATION = '23P01';
const FURTHEST_DAYS = 366;
const LOOKED = new Error('looked at only');

/**
 * The person is in hospital or on holiday: every visit in that time pauses. What the terms say of such a time is paid,
 * the rest is given back, and whoever was to come may take other work.
 */
@Injectable()
export class PauseSupport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly funds: Funds,
    private readonly cancels: CancelVisits,
    private readonly away: MemberAway,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What it would do, by the same rules and with nothing kept. @throws what `run` throws */
  async preview(principal: Principal, pause: NewPause): Promise<PauseEffect> {
    const seen: PauseEffect[] = [];
    await this.doing(principal, pause, (effect) => {
      seen.push(effect);
      throw LOOKED;
    }).catch((error: unknown) => {
      if (error !== LOOKED) throw error;
    });
    return seen.at(-1) as PauseEffect;
  }

  /** @returns its id @throws VALIDATION_FAILED, PAUSE_OVERLAPS, FORBIDDEN, REPRESENTATION_ENDED */
  run(principal: Principal, pause: NewPause): Promise<string> {
    return this.doing(principal, pause, () => undefined);
  }

  private async doing(principal: Principal, pause: NewPause, look: (effect: PauseEffect) => void): Promise<string> {
    requireSensible(pause, londonDay(this.clock.now()));
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'cancel');
        const id = await this.insert(tx, principal, holderId, pause);
        const places = await this.away.lock(tx, holderId);
        const effect = await this.pauseAll(tx, principal, holderId, id, pause);
        effect.shared = await this.away.begin(tx, principal, places, id, pause);
        look(effect);
        const subject = {kind: 'support_pause', id};
        await this.audit.record(tx, {
          ...by(principal),
          action: 'support_pause.started',
          subject,
          after: {...pause, ...effect},
        });
        await this.outbox.publish(tx, principal.councilId, 'support_pause.started', id);
        return id;
      });
    } catch (error) {
      if (databaseError(error)?.code !== EXCLUSION_VIOLATION) throw error;
      const message = 'Support is paused for some of these days already. Choose other days, or change that pause.';
      throw new DomainError('conflict', 'PAUSE_OVERLAPS', message, {fields: [{field: 'from_day', message}]});
    }
  }

  private async insert(tx: Tx, principal: Principal, holderId: string, pause: NewPause): Promise<string> {
    const {identifiers} = await tx.insert(SupportPause, {
      ...{councilId: principal.councilId, holderId, kind: pause.kind, fromDay: pause.fromDay, untilDay: pause.untilDay},
      lineChangeId: await suspensionOf(tx, holderId, pause.fromDay, pause.untilDay),
      startedBy: principal.personId,
      startedHow: principal.actingFor?.contact?.how ?? null,
    });
    return (identifiers[0] as {id: string}).id;
  }

  private async pauseAll(
    tx: Tx,
    principal: Principal,
    holderId: string,
    pauseId: string,
    pause: NewPause,
  ): Promise<PauseEffect> {
    const effect: PauseEffect = {visits: 0, calledOff: 0, shared: 0, chargePence: 0};
    const bookings = await lockBookings(tx, {holderId, sharedId: IsNull(), state: In(['requested', 'accepted'])});
    const all = await visitsIn(
      tx,
      bookings.map(({id}) => id),
      pause,
      this.clock.now(),
    );
    const amounts = await amountsOf(
      tx,
      all.map(({id}) => id),
    );
    await this.funds.lockById(
      tx,
      amounts.map(({periodId}) => periodId),
    );
    for (const booking of bookings) {
      const visits = all.filter(({bookingId}) => bookingId === booking.id);
      await this.pauseOne(tx, principal, booking, visits, pauseId, pause, effect);
    }
    return effect;
  }

  private async pauseOne(
    tx: Tx,
    principal: Principal,
    {id, engagementId}: Booking,
    visits: readonly Visit[],
    pauseId: string,
    {fromDay}: NewPause,
    effect: PauseEffect,
  ): Promise<void> {
    const cause = {...by(principal), kind: 'booking', id};
    const asked = visits.filter(({state}) => state === 'requested');
    if (asked.length) {
      await this.cancels.run(
        tx,
        cause,
        asked.map((visit) => ({visit, chargePence: 0})),
      );
      await this.outbox.publish(tx, principal.councilId, 'visits.cancelled', asked[0]?.id ?? id);
      const left = await tx.existsBy(Visit, {bookingId: id, state: 'requested'});
      if (!left) await tx.update(Booking, {id, state: 'requested'}, {state: 'cancelled'});
    }
    const promised = visits.filter(({state}) => state === 'accepted');
    const terms = await pauseTermsOf(tx, engagementId);
    const charged = promised.map((visit): Charged => {
      const paid = !visit.planned && daysBetween(fromDay, londonDay(visit.startsAt)) < terms.pauseDays;
      return {visit, chargePence: paid ? prorate(visit.pricePence, terms.pauseBp, WHOLE_BP) : 0};
    });
    await tx.update(Visit, {id: In(promised.map((visit) => visit.id))}, {pauseId});
    await this.cancels.run(tx, cause, charged, 'paused');
    effect.visits += promised.length;
    effect.calledOff += asked.length;
    effect.chargePence += charged.reduce((sum, {chargePence}) => sum + chargePence, 0);
  }
}

/** Those of these bookings that begin on a day of the pause and have not begun. */
function visitsIn(tx: Tx, bookingIds: readonly string[], {fromDay, untilDay}: NewPause, now: Date): Promise<Visit[]> {
  const query = tx
    .createQueryBuilder(Visit, 'v')
    .where('v.bookingId = ANY(:bookingIds)', {bookingIds})
    .andWhere(`v.state IN ('requested', 'accepted')`)
    .andWhere('v.startsAt > :now AND v.startsAt >= :from', {now, from: startOfDay(fromDay)});
  if (untilDay) query.andWhere('v.startsAt < :until', {until: startOfDay(addDays(untilDay, 1))});
  return query.orderBy('v.startsAt').addOrderBy('v.id').getMany();
}

function requireSensible({kind, fromDay, untilDay}: NewPause, today: Day): void {
  const refuse = (field: string, message: string) => invalid({field, message});
  if (!PAUSE_KINDS.includes(kind)) throw refuse('kind', `Choose one of ${PAUSE_KINDS.join(', ')}.`);
  if (!isDay(fromDay) || fromDay < today) throw refuse('from_day', 'Choose today or a later day.');
  if (fromDay > addDays(today, FURTHEST_DAYS)) throw refuse('from_day', 'Choose a day within the next year.');
  if (untilDay === null) return;
  if (!isDay(untilDay) || untilDay < fromDay)
    throw refuse('until_day', 'The last day must be the first or a later one.');
  if (untilDay > addDays(fromDay, FURTHEST_DAYS))
    throw refuse('until_day', 'A pause lasts a year at most. Leave the end open instead.');
}
