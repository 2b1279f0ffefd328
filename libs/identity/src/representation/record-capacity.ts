import {Injectable} from '@nestjs/common';
import {addMonths, Clock, invalid, isDay, londonDay, type Day} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {insertRow} from './insert.js';
import type {Area} from './powers.js';
import {requirePast, requirePermission, requirePerson, requireText} from './requires.js';

export interface CapacityAssessment {
  area: Area;
  /** The decision it is about, in words. */
  decision: string;
  assessedOn: Day;
  assessedBy: string;
  outcome: 'lacks' | 'has';
  /** Needed where capacity is lacking: it may return. */
  reviewOn: Day | null;
}

const LONGEST_REVIEW_MONTHS = 60;

/**
 * Keeps what an assessment of capacity came to: one decision, one day. Where capacity has returned, whoever stood in
 * for that decision reaches no further from this moment on, in open sessions too.
 */
@Injectable()
export class RecordCapacity {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  run(principal: Principal, personId: string, given: CapacityAssessment): Promise<string> {
    requirePermission(principal, 'representation:record');
    const assessment = checked(given, londonDay(this.clock.now()));
    const {councilId} = principal;
    return this.uow.run(councilId, async (tx) => {
      await requirePerson(tx, personId);
      // Whoever acts for them now finishes first; whoever comes after sees this record.
      await tx.query(`SELECT FROM representation WHERE holder_id = $1 FOR UPDATE`, [personId]);
      await tx.query(`SELECT FROM behalf_contact WHERE person_id = $1 AND ended_at IS NULL FOR UPDATE`, [personId]);
      const id = await insertRow(tx, 'capacity_record', {
        council_id: councilId,
        person_id: personId,
        area: assessment.area,
        decision: assessment.decision,
        assessed_on: assessment.assessedOn,
        assessed_by: assessment.assessedBy,
        outcome: assessment.outcome,
        review_on: assessment.reviewOn,
        recorded_by: principal.personId,
      });
      await this.audit.record(tx, {
        ...by(principal),
        action: 'capacity.recorded',
        subject: {kind: 'person', id: personId},
        after: {capacity_record_id: id, area: assessment.area, assessed_on: assessment.assessedOn},
      });
      await this.outbox.publish(tx, councilId, `capacity.${assessment.outcome}`, id);
      return id;
    });
  }
}

function checked(given: CapacityAssessment, today: Day): CapacityAssessment {
  const {assessedOn, reviewOn, outcome} = given;
  requirePast('assessed_on', assessedOn, today);
  if (outcome === 'lacks' && !reviewOn) {
    throw invalid({field: 'review_on', message: 'Say when somebody looks again: capacity may return.'});
  }
  if (reviewOn && (!isDay(reviewOn) || reviewOn <= assessedOn || reviewOn > addMonths(today, LONGEST_REVIEW_MONTHS))) {
    throw invalid({field: 'review_on', message: 'Give a day after the assessment, within five years.'});
  }
  return {
    ...given,
    decision: requireText('decision', given.decision, 'Say which decision it is about,', 500),
    assessedBy: requireText('assessed_by', given.assessedBy, 'Say who assessed it,', 200),
  };
}
