import {Injectable} from '@nestjs/common';
import {Names, PeopleInBulk, type Principal} from '@app/identity';
import {Clock, forbidden, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import {requirementsOf} from '../scheme/scheme-in-force.js';
import {RegisterImport, RegisterImportRow} from './import.entity.js';
import type {ImportTotals, PlannedRow} from './import-row.js';
import {knownMembers} from './known-members.js';
import {planImport} from './plan-import.js';

export interface ImportView {
  id: string;
  kind: MemberKind;
  totals: ImportTotals;
  preparedBy: {id: string; name: string};
  preparedAt: Date;
  outcome: 'confirmed' | 'discarded' | null;
  closedBy: {id: string; name: string} | null;
  closedAt: Date | null;
  /** Of one that waits to be confirmed; empty afterwards. */
  rows: PlannedRow[];
}

const MOST = 50;

/** Former registers that were taken in, or wait for somebody to confirm them; the newest first. */
@Injectable()
export class ReadImports {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly people: PeopleInBulk,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN */
  async list(principal: Principal): Promise<ImportView[]> {
    requireReader(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.find(RegisterImport, {order: {preparedAt: 'DESC', id: 'DESC'}, take: MOST});
      return this.views(tx, found);
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async one(principal: Principal, id: string): Promise<ImportView> {
    requireReader(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(RegisterImport, {id});
      const [view] = found ? await this.views(tx, [found]) : [];
      if (!found || !view) throw notFound('import');
      return {...view, rows: await this.rowsOf(tx, found)};
    });
  }

  private async rowsOf(tx: Tx, {id, memberKind: kind, schemeVersionId}: RegisterImport): Promise<PlannedRow[]> {
    const rows = await tx.find(RegisterImportRow, {where: {importId: id}, order: {rowNumber: 'ASC'}});
    const contents = rows.map((each) => each.content);
    const known = await knownMembers(tx, this.people, contents);
    const requirements = (await requirementsOf(tx, [schemeVersionId])).get(schemeVersionId) ?? [];
    const read = rows.map(({rowNumber, content}) => ({number: rowNumber, content, errors: []}));
    return planImport(read, known, {kind, requirements, today: londonDay(this.clock.now())});
  }

  private async views(tx: Tx, imports: readonly RegisterImport[]): Promise<ImportView[]> {
    const names = await this.names.of(
      tx,
      imports.flatMap(({preparedBy, closedBy}) => [preparedBy, ...(closedBy ? [closedBy] : [])]),
    );
    const somebody = (id: string) => ({id, name: names.get(id) ?? ''});
    return imports.map(({id, memberKind, totals, preparedBy, preparedAt, outcome, closedBy, closedAt}) => ({
      ...{id, kind: memberKind, totals, preparedAt, outcome, closedAt, rows: []},
      preparedBy: somebody(preparedBy),
      closedBy: closedBy ? somebody(closedBy) : null,
    }));
  }
}

function requireReader({permissions}: Principal): void {
  if (!permissions.has('import:read')) throw forbidden('You do not have permission to do this.');
}
