import {Injectable} from '@nestjs/common';
import {type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {allocationInsufficient, type Shortfall} from '../allocations.errors.js';
import type {Account, JournalKind} from './ledger.entity.js';

/** Why money moves: the booking, visit, allocation or decision, who did it, and for whom. */
export interface Cause {
  councilId: string;
  kind: string;
  id: string;
  actorId?: string | undefined;
  forId?: string | undefined;
}

/** An amount of one period, above nought. */
export interface PeriodAmount {
  periodId: string;
  pence: Pence;
}

const HOLD = `
  SELECT line_id AS "lineId", starts_on AS "periodStartsOn", ends_on AS "periodEndsOn", needed_pence AS "neededPence",
         available_pence AS "availablePence" FROM ledger_hold($1, $2, $3, $4, $5, $6, $7, $8)`;

interface Move extends PeriodAmount {
  from: Account;
  to: Account;
}

/**
 * Moves money between the accounts of periods, one journal for each thing that happened. Amounts of nought are left
 * out. A hold locks the periods and looks at what they have; for everything else the caller has locked them
 * (`Funds.lock`). The database checks again.
 */
@Injectable()
export class Ledger {
  /** Given by the council, and due from the person. */
  async fund(tx: Tx, cause: Cause, periodId: string, allocated: Pence, contribution: Pence): Promise<void> {
    await this.post(tx, cause, 'fund', [
      {periodId, pence: allocated, from: 'allocated', to: 'available'},
      {periodId, pence: contribution, from: 'contribution', to: 'available'},
    ]);
  }

  /** More or less given or due than before: a minus takes back out of what is available. One journal for all of it. */
  adjust(
    tx: Tx,
    cause: Cause,
    kind: 'fund' | 'adjust',
    amounts: readonly {periodId: string; allocatedPence: Pence; contributionPence: Pence}[],
  ): Promise<void> {
    const all = amounts.flatMap(({periodId, allocatedPence, contributionPence}): Move[] => [
      {periodId, pence: Math.max(allocatedPence, 0), from: 'allocated', to: 'available'},
      {periodId, pence: Math.max(-allocatedPence, 0), from: 'available', to: 'allocated'},
      {periodId, pence: Math.max(contributionPence, 0), from: 'contribution', to: 'available'},
      {periodId, pence: Math.max(-contributionPence, 0), from: 'available', to: 'contribution'},
    ]);
    return this.post(tx, cause, kind, all);
  }

  /** Bought without having been booked: it goes from what is available at once. */
  buy(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.post(tx, cause, 'spend', moves(amounts, 'available', 'spent'));
  }

  /** Paid in by the person, of what is due from them. */
  contribute(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.post(tx, cause, 'contribute', moves(amounts, 'contribution_due', 'contribution_paid'));
  }

  /** Kept apart for a cost that is sure to come, or given back. */
  ringFence(tx: Tx, cause: Cause, way: 'keep' | 'give_back', amounts: readonly PeriodAmount[]): Promise<void> {
    const [from, to] =
      way === 'keep' ? (['available', 'ring_fenced'] as const) : (['ring_fenced', 'available'] as const);
    return this.post(tx, cause, 'ring_fence', moves(amounts, from, to));
  }

  /** What is left of one period becomes the other's. */
  rollOver(tx: Tx, cause: Cause, from: PeriodAmount, toPeriodId: string): Promise<void> {
    const {periodId, pence} = from;
    return this.post(tx, cause, 'roll_over', [
      {periodId, pence, from: 'available', to: 'rolled_over'},
      {periodId: toPeriodId, pence, from: 'rolled_over', to: 'available'},
    ]);
  }

  reclaim(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.post(tx, cause, 'reclaim', moves(amounts, 'available', 'reclaimed'));
  }

  /** The council gives up what was overdrawn. */
  writeOff(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.post(tx, cause, 'write_off', moves(amounts, 'written_off', 'available'));
  }

  /**
   * Takes back everything that a cause did, entry by entry, each journal once; names what it takes back. The caller has
   * locked the periods.
   * @returns how many journals
   */
  async reverse(tx: Tx, cause: Cause, ofCauseId: string): Promise<number> {
    const journals = await tx.query<{id: number}[]>(
      `SELECT j.id FROM ledger_journal j WHERE j.cause_id = $1 AND j.kind <> 'reverse'
         AND NOT EXISTS (SELECT FROM ledger_journal r WHERE r.reverses_id = j.id) ORDER BY j.id DESC`,
      [ofCauseId],
    );
    for (const {id} of journals) {
      await tx.query(
        `WITH journal AS (
           INSERT INTO ledger_journal (council_id, kind, cause_kind, cause_id, actor_id, for_id, reverses_id)
           VALUES ($1, 'reverse', $2, $3, $4, $5, $6) RETURNING id
         )
         INSERT INTO ledger_entry (council_id, journal_id, period_id, account, amount_pence)
         SELECT $1, journal.id, e.period_id, e.account, -e.amount_pence FROM journal, ledger_entry e WHERE e.journal_id = $6`,
        [cause.councilId, cause.kind, cause.id, cause.actorId ?? null, cause.forId ?? null, id],
      );
    }
    return journals.length;
  }

  /**
   * Set aside for something asked for and not yet accepted: all of it or nothing. Locks the periods itself, in the one
   * order, and looks at what they have left after whoever was waited for; once to the database and back.
   * @throws ALLOCATION_INSUFFICIENT with the figures of the first period that has too little left
   */
  hold(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.setAside(tx, cause, amounts, false);
  }

  /**
   * Held and promised at once, for what is accepted already: both journals in one call, so that a line that many want
   * is locked no longer than it must be.
   * @throws ALLOCATION_INSUFFICIENT
   */
  holdCommitted(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.setAside(tx, cause, amounts, true);
  }

  private async setAside(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[], promised: boolean): Promise<void> {
    const real = amounts.filter((amount) => amount.pence !== 0);
    if (real.some((amount) => amount.pence < 0)) throw new RangeError('money moves forward only');
    if (real.length === 0) return;
    const [short] = await tx.query<Shortfall[]>(HOLD, [
      ...[cause.councilId, cause.kind, cause.id, cause.actorId ?? null, cause.forId ?? null],
      ...[real.map((amount) => amount.periodId), real.map((amount) => amount.pence), promised],
    ]);
    if (short) throw allocationInsufficient(short);
  }

  /** Promised: what was held becomes owed when the work is done. */
  commit(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.post(tx, cause, 'commit', moves(amounts, 'held', 'committed'));
  }

  /** Given back to what is available. */
  release(tx: Tx, cause: Cause, from: 'held' | 'committed', amounts: readonly PeriodAmount[]): Promise<void> {
    return this.post(tx, cause, 'release', moves(amounts, from, 'available'));
  }

  /** Paid for something that is not to be paid for after all: available again. */
  refund(tx: Tx, cause: Cause, amounts: readonly PeriodAmount[]): Promise<void> {
    return this.post(tx, cause, 'release', moves(amounts, 'spent', 'available'));
  }

  /**
   * Spent out of what was committed. What costs less than was committed gives the rest back; what costs more takes
   * the rest from what is available.
   */
  spend(tx: Tx, cause: Cause, amounts: readonly {periodId: string; committed: Pence; spent: Pence}[]): Promise<void> {
    const all = amounts.flatMap(({periodId, committed, spent}): Move[] => [
      {periodId, pence: Math.min(committed, spent), from: 'committed', to: 'spent'},
      {periodId, pence: Math.max(committed - spent, 0), from: 'committed', to: 'available'},
      {periodId, pence: Math.max(spent - committed, 0), from: 'available', to: 'spent'},
    ]);
    return this.post(tx, cause, 'spend', all);
  }

  private async post(tx: Tx, cause: Cause, kind: JournalKind, all: readonly Move[]): Promise<void> {
    const real = all.filter((move) => move.pence !== 0);
    if (real.some((move) => move.pence < 0)) throw new RangeError('money moves forward only');
    if (real.length === 0) return;
    await tx.query(`SELECT ledger_post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
      cause.councilId,
      kind,
      cause.kind,
      cause.id,
      cause.actorId ?? null,
      cause.forId ?? null,
      real.map((move) => move.periodId),
      real.map((move) => move.from),
      real.map((move) => move.to),
      real.map((move) => move.pence),
    ]);
  }
}

function moves(amounts: readonly PeriodAmount[], from: Account, to: Account): Move[] {
  return amounts.map((amount) => ({...amount, from, to}));
}
