import {Injectable, Logger, type OnModuleInit} from '@nestjs/common';
import {Councils} from '@app/identity';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import {JobRunner, UnitOfWork} from '@app/platform';
import {HandOn} from '../finance/hand-on.js';
import {verifyLedger} from '../ledger/verify-ledger.js';
import {fundMany, type Funded} from './fund-many.js';
import {worthOf, type OpeningTerms} from './line-worth.js';
import {periodsAfter, periodsOf, type Cycle} from './periods.js';
import {SettleLine} from './settle-line.js';

export const FUND_AHEAD = 'lines.fund_ahead';

const FUND = '20 2 * * *';
const VERIFY = '40 2 * * *';
const DAYS_AHEAD = 364;
const BATCH = 500;

/**
 * Each night: lines that go on have a year of periods before them, what came back to closed periods goes on, and the
 * ledger is proved from its entries.
 */
@Injectable()
export class FundAhead implements OnModuleInit {
  private readonly log = new Logger(FundAhead.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly councils: Councils,
    private readonly settle: SettleLine,
    private readonly handsOn: HandOn,
    private readonly clock: Clock,
    private readonly runner: JobRunner,
  ) {}

  onModuleInit(): void {
    this.runner.register({task: FUND_AHEAD, cron: FUND, run: () => this.run()});
    this.runner.register({task: 'ledger.verify', cron: VERIFY, run: () => this.verify()});
  }

  /** Twice in a night adds nothing more. */
  async run(): Promise<void> {
    for (const councilId of (await this.councils.names()).keys()) {
      while (await this.batch(councilId));
      await this.uow.run(councilId, (tx) => this.handsOn.all(tx, councilId));
    }
  }

  private batch(councilId: string): Promise<boolean> {
    const through = addDays(londonDay(this.clock.now()), DAYS_AHEAD);
    return this.uow.run(councilId, async (tx) => {
      const ids = (await tx.query<{id: string}[]>(SHORT, [through])).map((row) => row.id);
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended(id, 6)) FROM unnest($1::text[]) AS id`, [ids]);
      const lines = await tx.query<ShortLine[]>(PLAIN, [ids]);
      await fundMany(
        tx,
        {councilId, kind: 'line', actorId: null},
        lines.map((line) => fundedOf(line, through)),
      );
      // Where something changed, what each period should have is looked at one by one.
      const plain = new Set(lines.map((line) => line.id));
      for (const id of ids.filter((each) => !plain.has(each))) {
        await this.settle.run(tx, {councilId, kind: 'line', id}, id, {through});
      }
      return ids.length === BATCH;
    });
  }

  private async verify(): Promise<void> {
    for (const councilId of (await this.councils.names()).keys()) {
      const {faults} = await this.uow.run(councilId, (tx) => verifyLedger(tx));
      for (const fault of faults) this.log.error(`the ledger has a fault: ${fault}`);
    }
  }
}

interface ShortLine extends OpeningTerms {
  id: string;
  cycle: Cycle;
  cycleAnchor: Day;
  knownTo: Day;
}

function fundedOf(line: ShortLine, through: Day): Funded {
  const spans = periodsAfter(periodsOf(line, through), line.knownTo);
  return {lineId: line.id, causeId: line.id, spans, worth: worthOf(line, [], spans)};
}

/** Months and four weeks end where they end: a period that begins by then reaches it. */
const SHORT = `
  SELECT l.id FROM budget_line l
  WHERE l.cycle <> 'once' AND l.starts_on <= $1::date AND (l.ends_on IS NULL OR l.ends_on > $1::date)
    AND NOT EXISTS (SELECT FROM line_change c WHERE c.line_id = l.id AND c.kind = 'end'
      AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id))
    AND NOT EXISTS (SELECT FROM budget_period p WHERE p.line_id = l.id AND p.ends_on >= $1::date)
  ORDER BY l.id LIMIT ${BATCH}`;

/** Of these the ones whose terms are what they were opened with. */
const PLAIN = `
  SELECT l.id, l.cycle, l.cycle_anchor AS "cycleAnchor", l.starts_on AS "startsOn", l.ends_on AS "endsOn",
         l.weekly_pence AS "weeklyPence", l.contribution_weekly_pence AS "contributionWeeklyPence",
         l.one_off_pence AS "oneOffPence", known.to AS "knownTo"
  FROM budget_line l, LATERAL (SELECT max(p.ends_on) AS to FROM budget_period p WHERE p.line_id = l.id) known
  WHERE l.id = ANY ($1) AND known.to IS NOT NULL AND NOT EXISTS (SELECT FROM line_change c WHERE c.line_id = l.id)`;
