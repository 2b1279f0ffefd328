import {Injectable} from '@nestjs/common';
import {PayableLines} from '@app/allocations';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, londonDay} from '@app/kernel';
import {RegulatedTasks} from '@app/listings';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {illegalTransition} from '../bookings.errors.js';
import {EngagementParties} from './engagement-parties.js';
import {EngagementVersion, EngagementVersionRate} from './engagement-version.entity.js';
import {requireTheirsToGive} from './require-theirs-to-give.js';
import {requireTerms, textOrNull, type VersionTerms} from './version-terms.js';

const UNIQUE_VIOLATION = '23505';

/** One side would like other terms from a day on: all of them, as they would be. What was agreed stands until a yes. */
@Injectable()
export class ProposeVersion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: EngagementParties,
    private readonly lines: PayableLines,
    private readonly regulated: RegulatedTasks,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns its id
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, TERMS_WAITING, LINE_NOT_ALLOWED, REGULATED_SERVICE for who
   * comes; the person supported is warned, and their proposal cannot be accepted
   */
  async run(principal: Principal, engagementId: string, terms: VersionTerms): Promise<string> {
    try {
      return await this.uow.run(principal.councilId, (tx) => this.within(tx, principal, engagementId, terms));
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      const message = 'Other terms wait for an answer. Answer them, or take them back, first.';
      throw new DomainError('conflict', 'TERMS_WAITING', message);
    }
  }

  private async within(tx: Tx, principal: Principal, engagementId: string, terms: VersionTerms): Promise<string> {
    const {councilId} = principal;
    const {engagement, side} = await this.parties.lock(tx, principal, engagementId);
    if (engagement.state !== 'accepted') throw illegalTransition('agreement', engagement.state, 'change');
    requireTerms(terms, engagement.startsOn, londonDay(this.clock.now()));
    await this.requireKnown(tx, terms, engagement, side === 'worker');
    if (side === 'worker') await requireTheirsToGive(tx, this.regulated, engagement.listingId, terms);
    const [{number} = {number: 1}] = await tx.query<{number: number}[]>(
      `SELECT coalesce(max(number), 1)::int AS number FROM engagement_version WHERE engagement_id = $1`,
      [engagementId],
    );
    const {rates, payers, tasks, ...rest} = terms;
    const {identifiers} = await tx.insert(EngagementVersion, {
      ...rest,
      councilId,
      engagementId,
      number: number + 1,
      side,
      tasks: [...tasks],
      payers: [...payers],
      employerName: textOrNull(terms.employerName),
      statusReference: textOrNull(terms.statusReference),
      pattern: textOrNull(terms.pattern),
      emergencyContact: textOrNull(terms.emergencyContact),
      proposedBy: principal.personId,
      proposedHow: principal.actingFor?.contact?.how ?? null,
    });
    const {id} = identifiers[0] as {id: string};
    await tx.insert(
      EngagementVersionRate,
      rates.map((rate) => ({...rate, councilId, versionId: id})),
    );
    const subject = {kind: 'engagement_version', id};
    await this.audit.record(tx, {...by(principal), action: 'engagement_version.proposed', subject, after: {...terms}});
    await this.outbox.publish(tx, councilId, 'engagement_version.proposed', id);
    return id;
  }

  /** Tasks that there are, and lines of the holder's, which the PA or provider neither sees nor chooses. */
  private async requireKnown(
    tx: Tx,
    terms: VersionTerms,
    {holderId, listingId}: {holderId: string; listingId: string},
    byWorker: boolean,
  ): Promise<void> {
    const known = await tx.query<{code: string}[]>(`SELECT DISTINCT code FROM service WHERE code = ANY ($1)`, [
      [...terms.tasks],
    ]);
    if (known.length !== new Set(terms.tasks).size) {
      throw invalid({field: 'tasks', message: 'Choose tasks from the list.'});
    }
    if (terms.payers.length === 0) return;
    if (byWorker) throw invalid({field: 'payers', message: 'Whoever has the budget says which of their lines pays.'});
    const pays = terms.status === 'employed' ? 'employed_pa' : 'self_employed_pa';
    await this.lines.require(
      tx,
      holderId,
      terms.payers.map((each) => each.lineId),
      {listingId, payee: pays, day: terms.startsOn},
    );
  }
}
