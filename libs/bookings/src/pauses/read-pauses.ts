import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {suspensionsOf, type BudgetSuspension} from './suspensions.js';
import type {PauseKind} from './support-pause.entity.js';

export interface PauseView {
  id: string;
  kind: PauseKind;
  fromDay: Day;
  untilDay: Day | null;
  /** Whether it can still be ended sooner. */
  open: boolean;
  visits: number;
  /** Paid for visits that did not take place. */
  chargePence: Pence;
  /** The suspension of the budget that an officer recorded for this time. */
  suspension: {fromDay: Day; toDay: Day | null; keptBp: number} | null;
}

/** Pauses of somebody's support, and what an officer recorded of their budget for such times. */
@Injectable()
export class ReadPauses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  mine(principal: Principal): Promise<PauseView[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, (tx) => this.views(tx, 'p.holder_id = $1', holderId));
  }

  /** @throws NOT_FOUND when it is not of the caller, or of whom they act for */
  one(principal: Principal, id: string): Promise<PauseView> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, async (tx) => {
      const found = (await this.views(tx, 'p.holder_id = $1', holderId)).find((each) => each.id === id);
      if (!found) throw notFound('pause');
      return found;
    });
  }

  /** Suspensions of the budget that are not over: support usually pauses for the same days. */
  suspensions(principal: Principal): Promise<BudgetSuspension[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, (tx) => suspensionsOf(tx, holderId, londonDay(this.clock.now())));
  }

  private views(tx: Tx, where: string, value: string): Promise<PauseView[]> {
    return tx.query<PauseView[]>(`${VIEW} WHERE ${where} ORDER BY p.from_day DESC LIMIT 100`, [
      value,
      londonDay(this.clock.now()),
    ]);
  }
}

const VIEW = `
  SELECT p.id, p.kind, p.from_day AS "fromDay", p.until_day AS "untilDay",
         p.ended_at IS NULL AND (p.until_day IS NULL OR p.until_day >= $2::date) AS open, v.visits, v.charge AS "chargePence",
         CASE WHEN c.id IS NOT NULL THEN json_build_object('fromDay', c.from_day, 'toDay', c.to_day, 'keptBp', c.kept_bp) END AS suspension
  FROM support_pause p LEFT JOIN line_change c ON c.id = p.line_change_id
  CROSS JOIN LATERAL (SELECT count(*)::int AS visits, coalesce(sum(actual_pence), 0)::bigint AS charge
                      FROM visit WHERE pause_id = p.id AND state = 'paused') v`;
