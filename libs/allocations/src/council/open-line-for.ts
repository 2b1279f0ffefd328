import {Injectable} from '@nestjs/common';
import {by, requirePermission, requirePerson, type Principal} from '@app/identity';
import {addDays, Clock, DomainError, londonDay} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import type {Budget} from '../budget/budget.entity.js';
import {budgetOf, OpenLine, type NewLine} from '../budget/open-line.js';

const DAYS_AHEAD = 364;

/** A finance officer opens a line for somebody, funded a year ahead. */
@Injectable()
export class OpenLineFor {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lines: OpenLine,
    private readonly clock: Clock,
  ) {}

  /** Whose line it will be. @throws FORBIDDEN, NOT_FOUND */
  holder(principal: Principal, personId: string): Promise<{id: string; name: string}> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) => requirePerson(tx, personId));
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, REFERENCE_TAKEN */
  async run(
    principal: Principal,
    personId: string,
    line: NewLine,
    kind: Budget['kind'] = 'adult',
  ): Promise<{id: string; budgetId: string}> {
    requirePermission(principal, 'budget:manage');
    const through = addDays(londonDay(this.clock.now()), DAYS_AHEAD);
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        await requirePerson(tx, personId);
        const until = line.startsOn > through ? line.startsOn : through;
        const id = await this.lines.run(tx, by(principal), personId, line, until, kind);
        return {id, budgetId: await budgetOf(tx, principal.councilId, personId, kind)};
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'budget_line_council_id_reference_key') throw error;
      throw new DomainError('conflict', 'REFERENCE_TAKEN', 'Another line has this reference already.', {
        fields: [{field: 'reference', message: 'Another line has this reference already.'}],
      });
    }
  }
}
