import {Injectable, Logger, type OnModuleInit} from '@nestjs/common';
import {Councils} from '@app/identity';
import {addDays, Clock, londonDay} from '@app/kernel';
import {JobRunner, UnitOfWork} from '@app/platform';
import {verifyLedger} from '../ledger/verify-ledger.js';
import {SettleLine} from './settle-line.js';

const FUND = '20 2 * * *';
const VERIFY = '40 2 * * *';
const DAYS_AHEAD = 364;
const BATCH = 200;

/** Each night: lines that go on have a year of periods before them, and the ledger is proved from its entries. */
@Injectable()
export class FundAhead implements OnModuleInit {
  private readonly log = new Logger(FundAhead.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly councils: Councils,
    private readonly settle: SettleLine,
    private readonly clock: Clock,
    private readonly runner: JobRunner,
  ) {}

  onModuleInit(): void {
    this.runner.register({task: 'lines.fund_ahead', cron: FUND, run: () => this.run()});
    this.runner.register({task: 'ledger.verify', cron: VERIFY, run: () => this.verify()});
  }

  /** Twice in a night adds nothing more. */
  async run(): Promise<void> {
    for (const councilId of (await this.councils.names()).keys()) {
      while (await this.batch(councilId));
    }
  }

  private batch(councilId: string): Promise<boolean> {
    const through = addDays(londonDay(this.clock.now()), DAYS_AHEAD);
    return this.uow.run(councilId, async (tx) => {
      // Months and four weeks end where they end: a period that begins by then reaches it.
      const lines = await tx.query<{id: string}[]>(
        `SELECT l.id FROM budget_line l
         WHERE l.cycle <> 'once' AND l.starts_on <= $1::date AND (l.ends_on IS NULL OR l.ends_on > $1::date)
           AND NOT EXISTS (SELECT FROM line_change c WHERE c.line_id = l.id AND c.kind = 'end'
             AND NOT EXISTS (SELECT FROM line_change r WHERE r.replaces_id = c.id))
           AND NOT EXISTS (SELECT FROM budget_period p WHERE p.line_id = l.id AND p.ends_on >= $1::date)
         ORDER BY l.id LIMIT ${BATCH}`,
        [through],
      );
      for (const {id} of lines) await this.settle.run(tx, {councilId, kind: 'line', id}, id, {through});
      return lines.length === BATCH;
    });
  }

  private async verify(): Promise<void> {
    for (const councilId of (await this.councils.names()).keys()) {
      const {faults} = await this.uow.run(councilId, (tx) => verifyLedger(tx));
      for (const fault of faults) this.log.error(`the ledger has a fault: ${fault}`);
    }
  }
}
