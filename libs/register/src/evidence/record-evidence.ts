import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ReadAnswers} from '../apply/answers.js';
import {ApplicationAccess, type Opened} from '../applications/application-access.js';
import {GATHERING_STATES} from '../applications/application.state.js';
import {recordableTerms} from '../applications/checklist.js';
import {moveApplication} from '../applications/move-application.js';
import {illegalTransition} from '../register.errors.js';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {TrainingCatalogue} from '../training/training-catalogue.js';
import {trainedAs} from '../training/trained-as.js';
import {evidenceErrors, requireAfterBirth} from './check-evidence.js';
import type {Facts, NewEvidence} from './evidence-facts.js';
import {placeOf, recordedAlready, requireLevel, requireOtherReferee, type Current} from './evidence-places.js';
import {eachWorker} from '../workers/worker.errors.js';
import {requireSaid} from './require-said.js';

/** Records what was seen and when. For somebody approved it renews what would lapse, and counts at once. */
@Injectable()
export class RecordEvidence {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly names: Names,
    private readonly answers: ReadAnswers,
    private readonly catalogue: TrainingCatalogue,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Recording the same again does nothing.
   * @returns the evidence's id
   * @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION, VALIDATION_FAILED, EVIDENCE_INSUFFICIENT, SAME_REFEREE, COURSE_UNKNOWN, RECORDED_BY_OTHERS, EACH_WORKER
   */
  async run(principal: Principal, applicationId: string, code: string, sent: NewEvidence): Promise<string> {
    return this.uow.run(principal.councilId, (tx) => this.within(tx, principal, applicationId, code, sent));
  }

  /** The same within a transaction that does more. */
  async within(tx: Tx, principal: Principal, applicationId: string, code: string, sent: NewEvidence): Promise<string> {
    const opened = await this.access.forStaff(tx, principal, applicationId);
    const {application, member} = opened;
    if (application.state === 'deferred') await moveApplication(tx, application, 'take_up', this.clock.now());
    if (!GATHERING_STATES.includes(application.state)) throw illegalTransition(application.state, 'record_evidence');
    const terms = (await recordableTerms(tx, application.schemeVersionId)).find((each) => each.code === code);
    if (!terms) throw notFound('requirement');
    if (terms.eachWorker) throw eachWorker();
    await requireSaid(tx, applicationId, terms);
    const facts = await this.factsOf(tx, principal, terms, sent);
    requireAfterBirth(await this.answers.bornOn(tx, member.id), sent);
    const evidence = terms.kind === 'training' ? await trainedAs(tx, this.catalogue, terms, sent) : sent;
    const held = await currentEvidence(tx, member.id, code);
    const same = recordedAlready(held, {...evidence, facts});
    if (same) return same.id;
    requireLevel(terms, facts);
    const number = placeOf(terms, evidence.number, held);
    requireOtherReferee(terms, facts, number, held);
    const id = await insertEvidence(tx, principal, opened, terms, {...evidence, number, facts});
    if (application.state === 'submitted') await moveApplication(tx, application, 'begin_checks', this.clock.now());
    // Dates only: the trail is for ever, the facts are not.
    await this.audit.record(tx, {
      ...by(principal),
      action: 'evidence.recorded',
      subject: {kind: 'application', id: applicationId},
      after: {evidenceId: id, requirement: code, number, checkedOn: evidence.checkedOn},
    });
    await this.standingChanged.publish(tx, principal.councilId, member.id);
    return id;
  }

  /** The facts with what goes without saying filled in. */
  private async factsOf(tx: Tx, principal: Principal, terms: RequirementTerms, evidence: NewEvidence): Promise<Facts> {
    const errors = evidenceErrors(terms, evidence, londonDay(this.clock.now()));
    if (errors.length) throw invalid(errors);
    const facts = {...evidence.facts} as Facts;
    if (terms.kind !== 'dbs') return facts;
    const seenBy = String(facts['seen_by'] ?? principal.personId);
    if (!(await this.names.of(tx, [seenBy])).has(seenBy.toLowerCase())) {
      throw invalid({field: 'facts.seen_by', message: 'We do not know this person.'});
    }
    return {...facts, seen_by: seenBy};
  }
}

function currentEvidence(tx: Tx, memberId: string, code: string): Promise<Current[]> {
  return tx.query<Current[]>(
    `SELECT e.id, e.number, e.issued_on AS "issuedOn", e.checked_on AS "checkedOn", e.valid_until AS "validUntil", e.facts
     FROM evidence e WHERE e.member_id = $1 AND e.requirement = $2
       AND NOT EXISTS (SELECT FROM evidence_void v WHERE v.evidence_id = e.id)`,
    [memberId, code],
  );
}

async function insertEvidence(
  tx: Tx,
  principal: Principal,
  {application, member}: Opened,
  terms: RequirementTerms,
  evidence: NewEvidence & {number: number; facts: Facts},
): Promise<string> {
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on,
                           valid_until, facts, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      principal.councilId,
      member.id,
      application.id,
      terms.code,
      terms.kind,
      evidence.number,
      evidence.issuedOn ?? null,
      evidence.checkedOn,
      evidence.validUntil ?? null,
      JSON.stringify(evidence.facts),
      principal.personId,
    ],
  );
  return (row as {id: string}).id;
}
