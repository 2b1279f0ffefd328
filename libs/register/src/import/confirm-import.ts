import {Injectable} from '@nestjs/common';
import {AuditTrail, by, PeopleInBulk, type Principal} from '@app/identity';
import {Clock, forbidden, londonDay, notFound} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {requirementsOf} from '../scheme/scheme-in-force.js';
import {BeforeApproval} from '../applications/before-approval.js';
import {StandingChanged} from '../standing/standing-changed.js';
import {RegisterImport, RegisterImportRow} from './import.entity.js';
import {importClosed, importFourEyes, importStale} from './import.errors.js';
import {knownMembers} from './known-members.js';
import {planImport, type Plan} from './plan-import.js';
import {writeChanged} from './write-changed.js';
import {writeCreated} from './write-created.js';

const REFUSED_BY_THE_DATABASE = ['decision_four_eyes', 'evidence_own', 'register_import_four_eyes'];

/**
 * Takes a prepared register in, whole: people, applications, evidence recorded by whoever prepared it, and the decision
 * of whoever confirms. Every rule of the register holds for it.
 */
@Injectable()
export class ConfirmImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: PeopleInBulk,
    private readonly before: BeforeApproval,
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, FOUR_EYES, IMPORT_CLOSED, IMPORT_STALE */
  async run(principal: Principal, id: string): Promise<void> {
    if (!principal.permissions.has('register:confirm')) throw forbidden('You do not have permission to do this.');
    try {
      await this.uow.run(principal.councilId, (tx) => this.confirm(tx, principal, id));
    } catch (error) {
      if (REFUSED_BY_THE_DATABASE.includes(databaseError(error)?.constraint ?? '')) throw importFourEyes();
      throw error;
    }
  }

  private async confirm(tx: Tx, principal: Principal, id: string): Promise<void> {
    const prepared = await tx.findOne(RegisterImport, {where: {id}, lock: {mode: 'pessimistic_write'}});
    if (!prepared) throw notFound('import');
    if (prepared.outcome) throw importClosed();
    if (prepared.preparedBy === principal.personId) throw importFourEyes();
    const plans = await this.plansOf(tx, prepared);
    // An entry for each application tells of all its records.
    await tx.query(`SELECT set_config('app.records_told', 'yes', true)`);
    const made = {
      tx,
      prepared,
      confirmedBy: principal.personId,
      beforeApproval: (members: readonly string[]) => this.before.run(tx, principal, prepared.schemeVersionId, members),
      now: this.clock.now(),
      people: this.people,
      audit: this.audit,
    };
    const created = await writeCreated(
      made,
      plans.filter((each) => each.outcome === 'created'),
    );
    const changed = await writeChanged(
      made,
      plans.filter((each) => each.outcome === 'changed'),
    );
    await tx.query(`SELECT set_config('app.records_told', '', true)`);
    await tx.query(`DELETE FROM register_import_row WHERE import_id = $1`, [id]);
    await tx.query(`UPDATE register_import SET outcome = 'confirmed', closed_by = $2 WHERE id = $1`, [
      id,
      principal.personId,
    ]);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'register_import.confirmed',
      subject: {kind: 'register_import', id},
      after: {...prepared.totals, preparedBy: prepared.preparedBy},
    });
    await this.standingChanged.publishAll(tx, principal.councilId, [...created, ...changed]);
  }

  /** Planned anew, because the register may have changed since; what was confirmed is what was seen, or nothing. */
  private async plansOf(tx: Tx, prepared: RegisterImport): Promise<Plan[]> {
    const rows = await tx.find(RegisterImportRow, {where: {importId: prepared.id}, order: {rowNumber: 'ASC'}});
    const read = rows.map(({rowNumber, content}) => ({number: rowNumber, content, errors: []}));
    const known = await knownMembers(
      tx,
      this.people,
      read.map((each) => each.content),
    );
    const {memberKind: kind, schemeVersionId} = prepared;
    const requirements = (await requirementsOf(tx, [schemeVersionId])).get(schemeVersionId) ?? [];
    const plans = planImport(read, known, {kind, requirements, today: londonDay(this.clock.now())});
    const differing = plans.filter((each, index) => each.outcome !== rows[index]?.outcome);
    if (differing.length) throw importStale(differing.map((each) => each.row));
    return plans;
  }
}
