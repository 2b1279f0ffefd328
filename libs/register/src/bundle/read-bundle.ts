import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, ReadTrail, type Principal, type TrailEntry} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess, isStaff} from '../applications/application-access.js';
import {ReadAppeals} from '../appeals/read-appeals.js';
import type {ApplicationView} from '../applications/application-view.js';
import {Decision} from '../applications/decision.entity.js';
import {ReadApplication} from '../applications/read-application.js';
import {Conditions} from '../conditions/conditions.js';
import {fourEyes} from '../register.errors.js';
import {ReadRequests} from '../requests/read-requests.js';
import {Sanctions} from '../sanctions/sanctions.js';
import {loadHistory} from '../standing/load-history.js';
import {standingOn} from '../standing/standing.js';
import {Suspension} from '../suspension/suspension.entity.js';
import type {Bundle, BundleEvent, BundleProof} from './bundle.js';

const READING = /\.(?:viewed|read|downloaded)$/;
/** The database's own entry beside that of the use case: it proves, and tells nothing new. */
const KEPT = 'record.kept';

/** Brings together what was known, decided and seen of one application. Reading it is recorded. */
@Injectable()
export class ReadBundle {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly applications: ReadApplication,
    private readonly conditions: Conditions,
    private readonly sanctions: Sanctions,
    private readonly requests: ReadRequests,
    private readonly appeals: ReadAppeals,
    private readonly trail: ReadTrail,
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for one's own */
  async run(principal: Principal, id: string, format: string): Promise<Bundle> {
    if (!isStaff(principal)) throw notFound('application');
    const view = await this.applications.run(principal, id);
    if (view.evidence === null) throw fourEyes();
    return this.uow.run(principal.councilId, async (tx) => {
      const bundle = await this.gather(tx, principal, view);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'bundle.read',
        subject: {kind: 'application', id},
        after: {format},
      });
      return bundle;
    });
  }

  private async gather(tx: Tx, principal: Principal, view: ApplicationView): Promise<Bundle> {
    const {member} = await this.access.open(tx, principal, view.id, {lock: false});
    const decisions = await tx.find(Decision, {
      where: {applicationId: view.id},
      order: {decidedAt: 'DESC', id: 'DESC'},
    });
    const decisionIds = decisions.map((each) => each.id);
    const history = await loadHistory(tx, member.id);
    const now = this.clock.now();
    const day = view.decision?.effectiveOn ?? null;
    const evidenceIds = (view.evidence ?? []).map((each) => each.id);
    const entries = await this.trail.about(tx, [...[view.id, member.id, ...evidenceIds], ...decisionIds]);
    const requests = await this.requests.of(tx, view.id, 'council');
    return {
      madeAt: now,
      madeBy: {id: principal.personId, name: principal.name},
      council: principal.councilName,
      application: view,
      conditions: await this.conditions.of(tx, decisionIds),
      standing: {
        day,
        onTheDay: day ? standingOn(history, day) : null,
        today: standingOn(history, londonDay(now)),
      },
      suspensions: await tx.find(Suspension, {
        select: {startsAt: true, endsAt: true},
        where: {memberId: member.id},
        order: {startsAt: 'ASC'},
      }),
      sanctions: (await this.sanctions.of(tx, member.id)).map(({kind, startsOn, endsOn, liftedOn}) => ({
        ...{kind, startsOn, endsOn, liftedOn},
      })),
      requests: requests.map(({text, askedAt, answer, answeredAt}) => ({text, askedAt, answer, answeredAt})),
      appeals: (await this.appeals.ofMember(tx, member.id)).map(
        ({against, state, receivedOn, grounds, outcome, effect, reasons, decidedAt}) => ({
          ...{against, state, receivedOn, grounds, outcome, effect, reasons, decidedAt},
        }),
      ),
      ...(await this.events(tx, entries)),
      proof: {
        sealed: entries.filter((each) => each.seal).length,
        unsealed: entries.filter((each) => !each.seal).length,
        entries: entries.map(proofOf),
      },
    };
  }

  private async events(tx: Tx, entries: readonly TrailEntry[]): Promise<Pick<Bundle, 'timeline' | 'seenBy'>> {
    const names = await this.names.of(
      tx,
      entries.flatMap((each) => each.actorId ?? []),
    );
    const told = entries.filter((each) => each.action !== KEPT);
    const event = (entry: TrailEntry): BundleEvent => ({
      at: entry.at,
      action: entry.action,
      who: entry.actorId ? (names.get(entry.actorId) ?? 'Somebody else') : 'The service itself',
      detail: detailOf(entry),
    });
    return {
      timeline: told.filter((each) => !READING.test(each.action)).map(event),
      seenBy: told.filter((each) => READING.test(each.action)).map(event),
    };
  }
}

function proofOf({id, at, action, seal}: TrailEntry): BundleProof {
  const {seq = null, hash = null, previous = null, content = null} = seal ?? {};
  return {entryId: id, at, action, seq, hash, previous, content};
}

/** Codes and days, never ids: what an entry says of what it is about. */
function detailOf({after, reason}: TrailEntry): string {
  const said = ['requirement', 'number', 'outcome', 'reasonCode', 'effectiveOn', 'format']
    .map((each) => after?.[each])
    .filter((each) => typeof each === 'string' || typeof each === 'number')
    .map((each) => String(each).replaceAll('_', ' '));
  return [...said, ...(reason ? [reason.replaceAll('_', ' ')] : [])].join(', ');
}
