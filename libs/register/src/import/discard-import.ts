import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {RegisterImport} from './import.entity.js';
import {importClosed} from './import.errors.js';

/** Throws a prepared import away, by whoever prepared it or whoever would confirm: nothing of it was on the register. */
@Injectable()
export class DiscardImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, IMPORT_CLOSED */
  async run(principal: Principal, id: string): Promise<void> {
    const {permissions, councilId, personId} = principal;
    if (!permissions.has('import:read')) throw forbidden('You do not have permission to do this.');
    await this.uow.run(councilId, async (tx) => {
      const prepared = await tx.findOne(RegisterImport, {where: {id}, lock: {mode: 'pessimistic_write'}});
      if (!prepared) throw notFound('import');
      if (prepared.outcome) throw importClosed();
      await tx.query(`DELETE FROM register_import_row WHERE import_id = $1`, [id]);
      await tx.query(`UPDATE register_import SET outcome = 'discarded', closed_by = $2 WHERE id = $1`, [id, personId]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'register_import.discarded',
        subject: {kind: 'register_import', id},
      });
    });
  }
}
