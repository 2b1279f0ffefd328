import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Rate} from '@app/kernel';
import {RegulatedTasks, type NotTheirs} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import {DbsLevels, levelIsEnough} from '@app/register';
import type {Side} from '../booking/booking-parties.js';
import {EngagementParties} from './engagement-parties.js';
import {STANDARD_END} from './engagement-in-force.js';
import {Engagement} from './engagement.entity.js';
import {EngagementVersion} from './engagement-version.entity.js';
import type {EngagementVersionState} from './engagement-version.state.js';
import type {VersionTerms} from './version-terms.js';

/** A task that needs more than whoever does it has had checked. */
export interface TaskFlag {
  code: string;
  name: string;
  /** Needs another DBS level than the one that was checked. */
  dbs: boolean;
  /** Needs a registration with the Care Quality Commission: terms with it cannot be accepted. */
  cqc: boolean;
  /** Where that is written. */
  rule: string | null;
}

export interface VersionView extends VersionTerms {
  id: string;
  engagementId: string;
  number: number;
  state: EngagementVersionState;
  side: Side;
  /** Whether it is the proposal of the side that looks. */
  mine: boolean;
  viewer: Side;
  listing: {id: string; name: string; kind: 'pa' | 'provider'};
  holder: {id: string; name: string};
  flags: TaskFlag[];
  createdAt: Date;
  declineReason: string | null;
}

/** What two agreed on, version by version, and the terms to begin a change with. */
@Injectable()
export class ReadVersions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: EngagementParties,
    private readonly levels: DbsLevels,
    private readonly regulated: RegulatedTasks,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND unless the caller is one of the two sides */
  one(principal: Principal, id: string): Promise<VersionView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const version = await tx.findOneBy(EngagementVersion, {id});
      const [view] = version ? await this.views(tx, principal, version.engagementId, id) : [];
      if (!view) throw notFound('proposal');
      return view;
    });
  }

  /** Newest first; what was agreed first is the engagement itself. @throws NOT_FOUND */
  ofEngagement(principal: Principal, engagementId: string): Promise<VersionView[]> {
    return this.uow.run(principal.councilId, (tx) => this.views(tx, principal, engagementId, null));
  }

  /** What stands, as the beginning of a change. @throws NOT_FOUND */
  standing(principal: Principal, engagementId: string): Promise<VersionTerms> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {engagement} = await this.find(tx, principal, engagementId);
      const rates = await tx.query<Rate[]>(RATES, [engagementId, londonDay(this.clock.now())]);
      const [row] = await tx.query<VersionTerms[]>(`${TERMS} FROM engagement_terms v WHERE v.engagement_id = $1`, [
        engagementId,
      ]);
      const base = row ?? firstTerms(engagement);
      return {...base, rates, startsOn: base.startsOn};
    });
  }

  /** Tasks that would be none of theirs to give today: who writes other terms is told beforehand. @throws NOT_FOUND */
  notTheirs(principal: Principal, engagementId: string, codes: readonly string[]): Promise<NotTheirs[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {engagement} = await this.find(tx, principal, engagementId);
      return this.regulated.withoutRegistration(tx, engagement.listingId, codes, londonDay(this.clock.now()));
    });
  }

  private async find(tx: Tx, principal: Principal, id: string): Promise<{engagement: Engagement; viewer: Side}> {
    const engagement = await tx.findOneBy(Engagement, {id});
    const viewer = engagement && (await this.parties.sideOf(tx, principal, engagement, 'see_support'));
    if (!engagement || !viewer) throw notFound('agreement');
    return {engagement, viewer};
  }

  private async views(tx: Tx, principal: Principal, engagementId: string, id: string | null): Promise<VersionView[]> {
    const {engagement, viewer} = await this.find(tx, principal, engagementId);
    const rows = await tx.query<(Omit<VersionView, 'mine' | 'viewer' | 'flags'> & {memberId: string})[]>(VIEW, [
      engagementId,
      id,
    ]);
    const views: VersionView[] = [];
    for (const {memberId, ...row} of rows) {
      const flags = await this.flags(tx, row, memberId, engagement.listingId);
      const payers = viewer === 'holder' ? row.payers : [];
      views.push({...row, payers, flags, viewer, mine: row.side === viewer});
    }
    return views;
  }

  private async flags(
    tx: Tx,
    {tasks, listing, status, startsOn}: Pick<VersionView, 'tasks' | 'listing' | 'status' | 'startsOn'>,
    memberId: string,
    listingId: string,
  ): Promise<TaskFlag[]> {
    if (tasks.length === 0) return [];
    const today = londonDay(this.clock.now());
    const day = startsOn > today ? startsOn : today;
    const memberKind = listing.kind === 'pa' ? 'pa' : 'business';
    const need = await this.levels.neededFor(tx, {
      memberKind,
      selfEmployed: status === 'self_employed',
      tasks: {services: tasks},
      day,
    });
    const enough = levelIsEnough(await this.levels.heldBy(tx, memberId, today), need.level);
    const without = await this.regulated.withoutRegistration(tx, listingId, tasks, day);
    const rules = new Map(without.map(({code, source}) => [code, source]));
    const names = await tx.query<{code: string; name: string}[]>(
      `SELECT DISTINCT ON (code) code, name FROM service WHERE code = ANY ($1) ORDER BY code, council_id NULLS LAST`,
      [[...tasks]],
    );
    return names.map(({code, name}) => ({
      ...{code, name, cqc: rules.has(code), rule: rules.get(code) ?? null},
      dbs: !enough && (need.regulatedServices.includes(code) || !need.regulated),
    }));
  }
}

/** What those who agreed by the short form have not spoken of, as it is by the council's standard. */
function firstTerms(engagement: Engagement): VersionTerms {
  const {startsOn, status, noticeHours, lateCancellationBp, mileagePence, statusReference, statusCheckedOn} =
    engagement;
  return {
    ...{startsOn, status, noticeHours, lateCancellationBp, mileagePence, ...STANDARD_END},
    employer: status === 'employed' ? 'person' : 'self',
    ...{employerName: null, statusReference, statusCheckedOn, tasks: [], pattern: null},
    ...{pauseBp: 0, pauseDays: 0, sleepIns: 'none', holiday: status === 'employed' ? 'statutory' : 'none'},
    ...{payers: [], emergencyContact: null, rates: []},
  };
}

const RATES = `
  SELECT band, unit, rate_pence AS "ratePence" FROM engagement_rates($1)
  WHERE $2::date BETWEEN least(starts_on, $2::date) AND coalesce(ends_on, 'infinity') ORDER BY band`;

const TERMS = `
  SELECT v.starts_on AS "startsOn", v.status, v.employer, v.employer_name AS "employerName",
         v.status_reference AS "statusReference", v.status_checked_on AS "statusCheckedOn", v.tasks, v.pattern,
         v.notice_hours AS "noticeHours", v.late_cancellation_bp AS "lateCancellationBp", v.pause_bp AS "pauseBp",
         v.pause_days AS "pauseDays", v.mileage_pence AS "mileagePence", v.sleep_ins AS "sleepIns", v.holiday,
         v.trial_until AS "trialUntil", v.trial_notice_days AS "trialNoticeDays", v.end_notice_days AS "endNoticeDays",
         v.payers, v.emergency_contact AS "emergencyContact"`;

const VIEW = `
  ${TERMS}, v.id, v.engagement_id AS "engagementId", v.number, v.state, v.side, v.created_at AS "createdAt",
  v.decline_reason AS "declineReason", l.member_id AS "memberId",
  json_build_object('id', l.id, 'name', l.name, 'kind', l.kind) AS listing, json_build_object('id', h.id, 'name', h.name) AS holder,
  (SELECT coalesce(json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence) ORDER BY r.band), '[]')
   FROM engagement_version_rate r WHERE r.version_id = v.id) AS rates
  FROM engagement_version v JOIN engagement e ON e.id = v.engagement_id JOIN listing l ON l.id = e.listing_id
  JOIN person h ON h.id = e.holder_id
  WHERE v.engagement_id = $1 AND ($2::uuid IS NULL OR v.id = $2) ORDER BY v.number DESC`;
