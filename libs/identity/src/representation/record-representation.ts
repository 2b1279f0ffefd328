import {Injectable} from '@nestjs/common';
import {addMonths, Clock, DomainError, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {Organisation} from '../people/organisation.entity.js';
import {checkEvidence, type EvidenceGiven} from './check-evidence.js';
import {mostOf, usualOf, type Area, type Power, type RepresentationKind} from './powers.js';
import {insertRow} from './insert.js';
import {RepresentationLine} from './representation.entity.js';
import {refused, requirePermission, requirePerson} from './requires.js';
import {RepresentationRules} from './representation-rules.js';

export interface NewRepresentation {
  representativeId: string;
  kind: RepresentationKind;
  /** What they may do, of what the kind may do at most; null what it usually does. */
  powers: readonly Power[] | null;
  areas: readonly Area[];
  organisationId: string | null;
  lines: readonly string[];
  evidence: EvidenceGiven;
  startsOn: Day;
  endsOn: Day | null;
  reviewOn: Day;
}

const LOOP = 'representation_no_loop';

/** Writes down that somebody may act for somebody, as what, how far, until when, and what that rests on. */
@Injectable()
export class RecordRepresentation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: RepresentationRules,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, REPRESENTATION_EXISTS, REPRESENTATION_LOOP,
   * CAPACITY_RECORD_NEEDED, CAPACITY_LACKING
   */
  async run(principal: Principal, holderId: string, given: NewRepresentation): Promise<string> {
    requirePermission(principal, 'representation:record');
    requireOthers(principal, holderId, given.representativeId);
    try {
      return await this.uow.run(principal.councilId, (tx) => this.record(tx, principal, holderId, given));
    } catch (error) {
      if (databaseError(error)?.constraint === LOOP) throw loop();
      throw error;
    }
  }

  private async record(tx: Tx, principal: Principal, holderId: string, given: NewRepresentation): Promise<string> {
    const {councilId} = principal;
    await requirePerson(tx, holderId);
    await requirePerson(tx, given.representativeId);
    // One after the other for the same two people, so that nobody is recorded twice over.
    await tx.query(`SELECT FROM person WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [
      [holderId, given.representativeId],
    ]);
    const {powers, areas, evidence} = await this.facts(tx, given);
    await requireNew(tx, holderId, given);
    await this.requireCapacity(tx, holderId, given.kind, areas);
    const id = await insertRow(tx, 'representation', {
      council_id: councilId,
      holder_id: holderId,
      representative_id: given.representativeId,
      kind: given.kind,
      powers,
      areas,
      organisation_id: given.organisationId,
      evidence,
      starts_on: given.startsOn,
      ends_on: given.endsOn,
      review_on: given.reviewOn,
      recorded_by: principal.personId,
    });
    await addLines(tx, councilId, id, holderId, given);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'representation.recorded',
      subject: {kind: 'representation', id},
      after: {
        holder_id: holderId,
        representative_id: given.representativeId,
        kind: given.kind,
        powers,
        areas,
        lines: given.lines,
      },
    });
    await this.outbox.publish(tx, councilId, 'representation.recorded', id);
    return id;
  }

  private async facts(tx: Tx, given: NewRepresentation) {
    const {kind} = given;
    const rule = await this.rules.of(tx, kind);
    const powers = given.powers ?? usualOf(kind);
    const most = mostOf(kind);
    if (powers.some((power) => !most.includes(power))) {
      throw invalid({field: 'powers', message: 'Choose from what this kind of representative may do.'});
    }
    if (powers.length === 0 && kind !== 'carer') {
      throw invalid({field: 'powers', message: 'Choose at least one thing that they may do.'});
    }
    const areas = areasOf(given);
    requireDays(given, rule.reviewMonths, rule.longestMonths);
    if (kind === 'broker' || kind === 'fund_holder') await requireOrganisation(tx, given.organisationId);
    else if (given.organisationId)
      throw invalid({field: 'organisation_id', message: 'Only brokers and fund holders act for one.'});
    const today = londonDay(this.clock.now());
    return {powers, areas, evidence: checkEvidence(kind, given.evidence, {powers, dbs: rule.dbsUnlessClose, today})};
  }

  /** Care Act 2014 s.31(2): a nomination is the adult's own; s.32(4): an authorised person where they cannot decide. */
  private async requireCapacity(tx: Tx, holderId: string, kind: RepresentationKind, areas: readonly Area[]) {
    if (kind !== 'authorised' && kind !== 'nominated') return;
    const today = londonDay(this.clock.now());
    const found = await tx.query<{area: Area; outcome: string | null}[]>(
      `SELECT a.area, capacity_outcome($1, a.area, $3) AS outcome FROM unnest($2::text[]) AS a (area)`,
      [holderId, kind === 'authorised' ? areas : ['money'], today],
    );
    if (kind === 'authorised' && found.some(({outcome}) => outcome !== 'lacks')) {
      throw refused(
        'CAPACITY_RECORD_NEEDED',
        'Record first that they lack capacity for each kind of decision that this is about.',
      );
    }
    if (kind === 'nominated' && found.some(({outcome}) => outcome === 'lacks')) {
      throw refused(
        'CAPACITY_LACKING',
        'They lack capacity to nominate somebody. Record an authorised person instead.',
      );
    }
  }
}

/** @throws VALIDATION_FAILED */
function requireOthers({personId}: Principal, holderId: string, representativeId: string): void {
  if (holderId === representativeId) {
    throw invalid({field: 'representative_id', message: 'Nobody represents themselves.'});
  }
  if (personId === representativeId || personId === holderId) {
    throw invalid({field: 'representative_id', message: 'Ask a colleague to record what is about yourself.'});
  }
}

/** A holder's fund is money; whoever the law gives one kind of decision has that one, and everybody else has both. */
function areasOf({kind, areas}: NewRepresentation): readonly Area[] {
  if (kind === 'fund_holder') return ['money'];
  if (kind !== 'authorised' && kind !== 'attorney' && kind !== 'deputy') return ['money', 'welfare'];
  if (areas.length === 0)
    throw invalid({field: 'areas', message: 'Choose what it is for: money, care and support, or both.'});
  return [...new Set(areas)];
}

function requireDays(
  {startsOn, endsOn, reviewOn, kind}: NewRepresentation,
  reviewMonths: number,
  longest: number | null,
) {
  const refuse = (field: string, message: string) => invalid({field, message});
  if (!isDay(startsOn)) throw refuse('starts_on', 'Give a day, like 2027-03-27.');
  if (endsOn !== null && (!isDay(endsOn) || endsOn < startsOn))
    throw refuse('ends_on', 'Give a day after the first one.');
  if (kind === 'broker' && endsOn === null) throw refuse('ends_on', 'Consent to a broker has a last day.');
  if (longest && endsOn !== null && endsOn > addMonths(startsOn, longest)) {
    throw refuse('ends_on', `It can last ${longest} months at most.`);
  }
  if (!isDay(reviewOn) || reviewOn < startsOn || reviewOn > addMonths(startsOn, reviewMonths)) {
    throw refuse('review_on', `Somebody looks at it again within ${reviewMonths} months of the first day.`);
  }
}

async function requireOrganisation(tx: Tx, id: string | null): Promise<void> {
  if (!id) throw invalid({field: 'organisation_id', message: 'Choose the organisation they work for.'});
  if (!(await tx.existsBy(Organisation, {id}))) throw notFound('organisation');
}

/** What is in force is ended before another is recorded: nothing is silently written over. */
async function requireNew(tx: Tx, holderId: string, {representativeId, kind, startsOn, endsOn}: NewRepresentation) {
  const [other] = await tx.query<{id: string; same: boolean}[]>(
    `SELECT id, holder_id = $1 AS same FROM representation
     WHERE revoked_at IS NULL AND daterange(starts_on, ends_on, '[]') && daterange($4, $5, '[]')
       AND (holder_id = $1 AND representative_id = $2 AND kind = $3
            OR holder_id = $2 AND representative_id = $1 AND kind = ANY ($6) AND $3 = ANY ($6))
     ORDER BY same DESC LIMIT 1`,
    [holderId, representativeId, kind, startsOn, endsOn, ['nominated', 'authorised', 'attorney', 'deputy']],
  );
  if (other && !other.same) throw loop();
  if (other) {
    throw new DomainError(
      'conflict',
      'REPRESENTATION_EXISTS',
      'This is recorded already. End it first to record it anew.',
      {
        facts: {representation_id: other.id},
      },
    );
  }
}

function loop(): DomainError {
  return refused(
    'REPRESENTATION_LOOP',
    'They are acted for by the same person. Two people cannot decide for each other.',
  );
}

async function addLines(
  tx: Tx,
  councilId: string,
  representationId: string,
  holderId: string,
  {kind, lines}: NewRepresentation,
) {
  if (kind !== 'fund_holder') {
    if (lines.length) throw invalid({field: 'lines', message: 'Only a fund holder is given lines.'});
    return;
  }
  if (lines.length === 0) throw invalid({field: 'lines', message: 'Choose the lines that they hold.'});
  const own = await tx.query<unknown[]>(
    `SELECT FROM budget_line l JOIN budget b ON b.id = l.budget_id WHERE b.holder_id = $1 AND l.id = ANY($2::uuid[])`,
    [holderId, lines],
  );
  if (own.length !== new Set(lines).size) throw notFound('budget line');
  await tx.insert(
    RepresentationLine,
    [...new Set(lines)].map((lineId) => ({councilId, representationId, lineId})),
  );
}
