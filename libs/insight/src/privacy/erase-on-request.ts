import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {categoryOf, DATA_CATEGORIES, type DataCategory} from './data-categories.js';
import {othersRequest} from './others-request.js';
import type {Choice} from './person-record.js';

/** What is kept though the law would let it go, and why. */
export interface KeptBack {
  category: string;
  reason: string;
}

/**
 * Carries out a request for erasure, kind by kind: what may go goes, and the rest stays with the reason that the law
 * gives. The trail stays whole: it holds ids and dates, and proves only what is never erased.
 */
@Injectable()
export class EraseOnRequest {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, OWN_REQUEST, REQUEST_CLOSED, NO_ERASURE, LEGAL_HOLD, VALIDATION_FAILED, ALREADY_ERASED */
  async run(principal: Principal, id: string, keptBack: readonly KeptBack[]): Promise<Choice[]> {
    for (const {category, reason} of keptBack) {
      if (!categoryOf(category)) throw invalid({field: 'category', message: 'There is no such kind of information.'});
      if (!reason.trim()) throw invalid({field: `keep:${category}`, message: 'Say why this is kept.'});
    }
    try {
      return await this.uow.run(principal.councilId, (tx) => this.within(tx, principal, id, keptBack));
    } catch (error) {
      if (databaseError(error)?.constraint !== 'legal_hold') throw error;
      throw new DomainError('conflict', 'LEGAL_HOLD', 'A legal hold keeps everything of theirs until it is lifted.');
    }
  }

  private async within(tx: Tx, principal: Principal, id: string, keptBack: readonly KeptBack[]): Promise<Choice[]> {
    const request = await othersRequest(tx, principal, id);
    if (request.kind !== 'erasure') {
      throw new DomainError('refused', 'NO_ERASURE', 'This request does not ask for erasure.');
    }
    const [before] = await tx.query<unknown[]>(`SELECT FROM data_request_choice WHERE request_id = $1 LIMIT 1`, [id]);
    if (before) throw new DomainError('conflict', 'ALREADY_ERASED', 'This was carried out already.');
    const asked = DATA_CATEGORIES.filter(({code}) => request.category === null || request.category === code);
    const choices: Choice[] = [];
    for (const category of asked) {
      const choice = decide(category, keptBack);
      if (choice.choice === 'erased') await tx.query(`SELECT erase_on_request($1, $2)`, [id, category.code]);
      await tx.query(
        `INSERT INTO data_request_choice (council_id, request_id, part, choice, reason, chosen_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [principal.councilId, id, choice.part, choice.choice, choice.reason, principal.personId],
      );
      choices.push(choice);
    }
    await this.audit.record(tx, {
      ...by(principal),
      action: 'data_request.carried_out',
      subject: {kind: 'data_request', id},
      after: {erased: choices.filter((each) => each.choice === 'erased').map((each) => each.part)},
    });
    return choices;
  }
}

function decide({code, erasure}: DataCategory, keptBack: readonly KeptBack[]): Choice {
  const kept = keptBack.find((each) => each.category === code);
  if (erasure.may && !kept) return {part: code, choice: 'erased', reason: null};
  return {part: code, choice: 'kept', reason: kept?.reason.trim() ?? (erasure.may ? null : erasure.why)};
}
