import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {databaseError, Jobs, UnitOfWork, type Tx} from '@app/platform';
import {AllocationImport} from './allocation-import.entity.js';

export const APPLY_ALLOCATIONS = 'allocations.apply';

/** Confirming by somebody else than who prepared it begins the taking in; discarding ends it. */
@Injectable()
export class CloseAllocations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, FOUR_EYES, IMPORT_CLOSED */
  confirm(principal: Principal, id: string): Promise<void> {
    requirePermission(principal, 'allocation:confirm');
    return this.close(principal, id, 'confirmed');
  }

  /** @throws FORBIDDEN, NOT_FOUND, IMPORT_CLOSED */
  discard(principal: Principal, id: string): Promise<void> {
    requirePermission(principal, 'allocation:import', 'allocation:confirm');
    return this.close(principal, id, 'discarded');
  }

  private async close(principal: Principal, id: string, outcome: 'confirmed' | 'discarded'): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const prepared = await locked(tx, id);
        if (outcome === 'confirmed' && prepared.preparedBy === principal.personId) throw fourEyes();
        await tx.query(`UPDATE allocation_import SET outcome = $2, closed_by = $3 WHERE id = $1`, [
          ...[id, outcome, principal.personId],
        ]);
        const subject = {kind: 'allocation_import', id};
        const after = {...prepared.totals, preparedBy: prepared.preparedBy};
        await this.audit.record(tx, {...by(principal), action: `allocation_import.${outcome}`, subject, after});
        if (outcome === 'discarded') await tx.query(`DELETE FROM allocation_import_row WHERE import_id = $1`, [id]);
        else
          await this.jobs.add(
            tx,
            APPLY_ALLOCATIONS,
            {councilId: principal.councilId, importId: id},
            {key: `apply ${id}`},
          );
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'allocation_import_four_eyes') throw fourEyes();
      throw error;
    }
  }
}

async function locked(tx: Tx, id: string): Promise<AllocationImport> {
  const prepared = await tx.findOne(AllocationImport, {where: {id}, lock: {mode: 'pessimistic_write'}});
  if (!prepared) throw notFound('import');
  if (prepared.outcome)
    throw new DomainError('conflict', 'IMPORT_CLOSED', 'This import was confirmed or discarded already.');
  return prepared;
}

function fourEyes(): DomainError {
  return new DomainError('forbidden', 'FOUR_EYES', 'You prepared this yourself. Somebody else has to confirm it.');
}
