import {Injectable, type OnModuleInit} from '@nestjs/common';
import {Funds} from '@app/allocations';
import {AuditTrail} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {JobRunner, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource, In} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import {Visit} from '../visit/visit.entity.js';
import {FundPlanned} from './fund-planned.js';
import {VisitFunding} from './visit-funding.js';

/**
 * Every ten minutes: planned visits that a period reaches now get their money; visits after the last day of a line that
 * has ended give theirs back and are planned, until another line pays. Nobody's visit is called off by it.
 */
@Injectable()
export class FollowFunds implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly planned: FundPlanned,
    private readonly funds: Funds,
    private readonly funding: VisitFunding,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'bookings.follow_funds', cron: '*/10 * * * *', run: () => this.run()});
  }

  /** Twice does nothing more. */
  async run(): Promise<void> {
    const ended = await this.dataSource.query<{council_id: string; booking_id: string}[]>(
      `SELECT council_id, booking_id FROM bookings_without_line() ORDER BY booking_id`,
    );
    for (const {council_id: councilId, booking_id: id} of ended) {
      await this.uow.run(councilId, (tx) => this.unfund(tx, councilId, id));
    }
    const holders = await this.dataSource.query<{council_id: string; holder_id: string}[]>(
      `SELECT council_id, holder_id FROM holders_with_planned_visits() ORDER BY holder_id`,
    );
    for (const {council_id: councilId, holder_id: holderId} of holders) {
      await this.uow.run(councilId, (tx) => this.planned.run(tx, councilId, holderId));
    }
  }

  private async unfund(tx: Tx, councilId: string, bookingId: string): Promise<void> {
    await tx.findOne(Booking, {where: {id: bookingId}, lock: {mode: 'for_no_key_update'}});
    const rows = await tx.query<{id: string; lineId: string; startsAt: Date}[]>(PAID_BY, [bookingId, this.clock.now()]);
    const ends = await this.funds.ends(tx, [...new Set(rows.map((row) => row.lineId))]);
    const lastDay = new Map(ends.map((end) => [end.lineId, end.lastDay]));
    const after = rows.filter(({lineId, startsAt}) => {
      const last = lastDay.get(lineId);
      return last !== null && last !== undefined && londonDay(startsAt) > last;
    });
    const ids = [...new Set(after.map((row) => row.id))];
    if (ids.length === 0) return;
    const release = await tx.find(Visit, {where: {id: In(ids)}, order: {startsAt: 'ASC'}});
    const subject = {kind: 'booking', id: bookingId};
    await this.funding.replace(tx, {councilId, ...subject}, {release, fund: []});
    await tx.update(Visit, {id: In(ids)}, {planned: true});
    await this.audit.record(tx, {councilId, action: 'visits.unfunded', subject, after: {visits: ids.length}});
    await this.outbox.publish(tx, councilId, 'visits.unfunded', release[0]?.id ?? bookingId);
  }
}

const PAID_BY = `
  SELECT v.id, p.line_id AS "lineId", v.starts_at AS "startsAt"
  FROM visit v JOIN visit_split s ON s.visit_id = v.id JOIN budget_period p ON p.id = s.period_id
  WHERE v.booking_id = $1 AND v.state IN ('requested', 'accepted') AND v.starts_at > $2 ORDER BY v.starts_at`;
