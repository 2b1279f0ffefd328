import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {DomainError, forbidden, invalid, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {RaiseConcern} from '../concerns/raise-concern.js';
import {Complaint, type ComplaintAbout, type ComplaintOutcome} from './complaint.entity.js';

export interface ComplaintView {
  id: string;
  about: ComplaintAbout;
  /** Null once it was passed on: then nothing of it is here. */
  name: string | null;
  receivedAt: Date;
  outcome: ComplaintOutcome | null;
}

export interface ComplaintText extends ComplaintView {
  text: string | null;
  wants: string | null;
  contact: string | null;
  answer: string | null;
  closedBy: string | null;
  closedAt: Date | null;
}

/** Complaints as the council's officers work through them. Each reading of one is on record. */
@Injectable()
export class Complaints {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly raise: RaiseConcern,
    private readonly audit: AuditTrail,
  ) {}

  /** Those that wait first, the longest waiting before the others. @throws FORBIDDEN */
  list(principal: Principal): Promise<ComplaintView[]> {
    requireOfficer(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<ComplaintView[]>(
        `SELECT id, about, name, received_at AS "receivedAt", outcome FROM complaint
         ORDER BY closed_at IS NOT NULL, CASE WHEN closed_at IS NULL THEN received_at END, closed_at DESC, id LIMIT 200`,
      ),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<ComplaintText> {
    requireOfficer(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(Complaint, {id});
      if (!found) throw notFound('complaint');
      await this.audit.record(tx, {...by(principal), action: 'complaint.read', subject: {kind: 'complaint', id}});
      const closedBy = found.closedBy && (await this.names.of(tx, [found.closedBy])).get(found.closedBy);
      return {...found, closedBy: closedBy ?? null};
    });
  }

  /** Says what was answered, and closes it. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, COMPLAINT_CLOSED */
  async answer(principal: Principal, id: string, answer: string): Promise<void> {
    requireOfficer(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      await this.open(tx, id);
      if (!answer.trim() || answer.length > 4_000) {
        throw invalid({field: 'answer', message: 'Say what was answered in 4,000 characters or fewer.'});
      }
      await this.close(tx, principal, id, 'answered', answer.trim());
    });
  }

  /**
   * It is about somebody's safety: the safeguarding team gets what it says, and nothing of that stays here.
   * @throws FORBIDDEN, NOT_FOUND, COMPLAINT_CLOSED
   */
  async passOn(principal: Principal, id: string): Promise<void> {
    requireOfficer(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {text, wants, name, contact} = await this.open(tx, id);
      await this.raise.fromComplaint(tx, principal, {
        wants,
        ...{text: String(text), name: String(name), contact: String(contact)},
      });
      await this.close(tx, principal, id, 'passed_on', null);
    });
  }

  private async open(tx: Tx, id: string): Promise<Complaint> {
    const found = await tx.findOne(Complaint, {where: {id}, lock: {mode: 'pessimistic_write'}});
    if (!found) throw notFound('complaint');
    if (found.outcome) throw new DomainError('conflict', 'COMPLAINT_CLOSED', 'This complaint is closed already.');
    return found;
  }

  private async close(
    tx: Tx,
    principal: Principal,
    id: string,
    outcome: ComplaintOutcome,
    answer: string | null,
  ): Promise<void> {
    await tx.query(`UPDATE complaint SET outcome = $2, answer = $3, closed_by = $4 WHERE id = $1`, [
      ...[id, outcome, answer, principal.personId],
    ]);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'complaint.closed',
      subject: {kind: 'complaint', id},
      after: {outcome},
    });
  }
}

function requireOfficer(principal: Principal): void {
  if (!principal.permissions.has('complaint:read')) throw forbidden('You do not have permission to do this.');
}
