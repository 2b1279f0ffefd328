import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {EVIDENCE_KINDS} from '../evidence/evidence-kinds.js';
import {Scheme, SchemeVersion} from '../scheme/scheme.entity.js';
import {loadHistory} from '../standing/load-history.js';
import {standingOn, type Standing} from '../standing/standing.js';
import {ApplicationAccess, type Opened} from './application-access.js';
import type {ApplicationView, DecisionView, EvidenceView} from './application-view.js';
import {checklists} from './checklist.js';
import {Conditions} from '../conditions/conditions.js';
import {handlersOf} from './decision-rows.js';
import {conditionView, latestDecision} from './read-decision.js';
import {Deferral} from './deferral.entity.js';
import {comingTerms} from './coming-terms.js';

/** One application, with how each requirement stands today. Whoever sees sensitive facts is written down. */
@Injectable()
export class ReadApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly names: Names,
    private readonly conditions: Conditions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND */
  run(principal: Principal, id: string): Promise<ApplicationView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: false});
      const {application, member} = opened;
      const today = londonDay(this.clock.now());
      const evidence = opened.as === 'council' ? await this.evidenceOf(tx, principal, opened) : null;
      const history = await loadHistory(tx, member.id);
      const open = history.suspensions.find((each) => each.endsAt === null);
      const names = await this.names.of(tx, [String(member.personId ?? member.organisationId)]);
      return {
        id,
        state: application.state,
        member: {id: member.id, kind: member.kind, name: [...names.values()][0] ?? ''},
        scheme: await schemeOf(tx, application.schemeVersionId),
        circumstances: application.circumstances,
        openedAt: application.openedAt,
        submittedAt: application.submittedAt,
        readyAt: application.readyAt,
        closedAt: application.closedAt,
        requirements: (await checklists(tx, [application], today)).get(id) ?? [],
        evidence,
        decision: await this.decisionOf(tx, opened),
        deferral: await deferralOf(tx, opened),
        assignedTo: await this.handlerOf(tx, opened),
        standing: forReader(standingOn(history, today), opened),
        coming: await comingTerms(tx, application, history, today),
        suspendedSince: opened.as === 'council' ? (open?.startsAt ?? null) : null,
        handledBy: opened.as === 'council' ? await handlersOf(tx, application) : null,
      };
    });
  }

  private async evidenceOf(tx: Tx, principal: Principal, {application, member}: Opened): Promise<EvidenceView[]> {
    const rows = await tx.query<EvidenceRow[]>(
      `SELECT e.id, e.requirement, e.kind, e.number, e.issued_on AS "issuedOn", e.checked_on AS "checkedOn",
              e.valid_until AS "validUntil", e.facts, e.recorded_by AS "recorderId", e.recorded_at AS "recordedAt",
              CASE WHEN v.id IS NOT NULL
                   THEN jsonb_build_object('reason', v.reason, 'endedOn', v.ended_on, 'at', v.voided_at) END AS void
       FROM evidence e LEFT JOIN evidence_void v ON v.evidence_id = e.id
       WHERE e.member_id = $1 ORDER BY e.recorded_at, e.id`,
      [member.id],
    );
    const sensitive = rows.filter((row) => EVIDENCE_KINDS[row.kind].sensitive).map((row) => row.id);
    if (sensitive.length) {
      await this.audit.record(tx, {
        ...by(principal),
        action: 'evidence.viewed',
        subject: {kind: 'application', id: application.id},
        after: {evidenceIds: sensitive},
      });
    }
    const names = await this.names.of(
      tx,
      rows.map((row) => row.recorderId),
    );
    return rows.map(({recorderId, void: voided, ...row}) => ({
      ...row,
      recordedBy: {id: recorderId, name: names.get(recorderId) ?? ''},
      voided: voided && {...voided, at: new Date(voided.at)},
    }));
  }

  private async decisionOf(tx: Tx, {application, as}: Opened): Promise<DecisionView | null> {
    const decision = await latestDecision(tx, application);
    if (!decision) return null;
    const {outcome, reasonCode, explanation, effectiveOn, decidedAt, reasons, decidedBy: id} = decision;
    const conditions = (await this.conditions.of(tx, [decision.id])).map(conditionView);
    const shown = {outcome, reasonCode, explanation, conditions, effectiveOn, decidedAt};
    if (as === 'applicant') return {...shown, forTheFile: null};
    const name = (await this.names.of(tx, [id])).get(id) ?? '';
    return {...shown, forTheFile: {reasons, decidedBy: {id, name}}};
  }

  private async handlerOf(tx: Tx, {application, as}: Opened): Promise<ApplicationView['assignedTo']> {
    const id = application.assignedTo;
    if (!id || as === 'applicant') return null;
    return {id, name: (await this.names.of(tx, [id])).get(id) ?? ''};
  }
}

async function deferralOf(tx: Tx, {application, as}: Opened): Promise<ApplicationView['deferral']> {
  if (application.state !== 'deferred') return null;
  const where = {applicationId: application.id};
  const [last] = await tx.find(Deferral, {where, order: {id: 'DESC'}, take: 1});
  if (!last) return null;
  return {until: last.untilOn, explanation: last.explanation, reasons: as === 'council' ? last.reasons : null};
}

/** Whoever applied is not told that they are suspended: outside it is “not currently listed”. */
function forReader(standing: Standing, {as}: Opened): Standing {
  if (as === 'council') return standing;
  return {...standing, reasons: standing.reasons.filter((each) => each !== 'suspended')};
}

async function schemeOf(tx: Tx, versionId: string): Promise<ApplicationView['scheme']> {
  const version = await tx.findOneByOrFail(SchemeVersion, {id: versionId});
  const scheme = await tx.findOneByOrFail(Scheme, {id: version.schemeId});
  return {id: scheme.id, name: scheme.name, kind: scheme.kind, startsOn: version.startsOn};
}

type Voided = NonNullable<EvidenceView['voided']>;

interface EvidenceRow extends Omit<EvidenceView, 'recordedBy' | 'voided'> {
  recorderId: string;
  void: (Omit<Voided, 'at'> & {at: string}) | null;
}
