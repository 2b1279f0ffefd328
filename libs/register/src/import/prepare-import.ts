import {Injectable} from '@nestjs/common';
import {AuditTrail, by, PeopleInBulk, type Principal} from '@app/identity';
import {Clock, forbidden, londonDay, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import type {MemberKind, RequirementTerms} from '../scheme/requirement-kinds.js';
import {requirementsOf, versionInForce} from '../scheme/scheme-in-force.js';
import {guessMapping, importFields, requireMapping, type ImportField, type Mapping} from './import-fields.js';
import {totalsOf, type ImportTotals, type PlannedRow} from './import-row.js';
import {importOpen, importRejected} from './import.errors.js';
import {knownMembers} from './known-members.js';
import {planImport, type Plan} from './plan-import.js';
import {readCsv} from './read-csv.js';
import {readRow} from './read-row.js';

export interface ImportRequest {
  csv: string;
  kind: MemberKind;
  /** Needed only where the council has several schemes. */
  schemeId?: string | undefined;
  /** Field by heading; guessed from the headings when left out. */
  mapping?: Mapping | undefined;
  /** Says what would come of it, and keeps nothing. */
  dryRun: boolean;
}

export interface ImportPreview {
  /** Null for a dry run, and where there is nothing to take in. */
  id: string | null;
  headings: string[];
  mapping: Mapping;
  fields: ImportField[];
  rows: PlannedRow[];
  totals: ImportTotals;
}

/** Reads a former register from a spreadsheet, and keeps it for somebody else to confirm: all of it or nothing. */
@Injectable()
export class PrepareImport {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: PeopleInBulk,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED, NO_SCHEME, IMPORT_OPEN, IMPORT_REJECTED with each line at fault */
  async run(principal: Principal, wanted: ImportRequest): Promise<ImportPreview> {
    if (!principal.permissions.has('register:import')) throw forbidden('You do not have permission to do this.');
    const sheet = readCsv(wanted.csv);
    const today = londonDay(this.clock.now());
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const terms = await termsOf(tx, wanted, today);
        const fields = importFields(terms.requirements);
        const mapping = wanted.mapping
          ? requireMapping(wanted.mapping, sheet.headings, fields)
          : guessMapping(sheet.headings, fields);
        requireMapping(mapping, sheet.headings, wanted.dryRun ? fields.map(notNeeded) : fields);
        const read = sheet.rows.map((each) => readRow(each, sheet.headings, fields, mapping, today));
        const known = await knownMembers(
          tx,
          this.people,
          read.map((each) => each.content),
        );
        const plans = planImport(read, known, {...terms, today});
        const totals = totalsOf(plans);
        const preview = {id: null, headings: sheet.headings, mapping, fields, rows: plans, totals};
        if (wanted.dryRun) return preview;
        if (totals.rejected) throw importRejected(plans, totals);
        if (totals.created + totals.changed === 0) return preview;
        return {...preview, id: await this.keep(tx, principal, wanted.kind, terms.versionId, plans, totals)};
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'register_import_open_key') throw importOpen(null);
      throw error;
    }
  }

  private async keep(
    tx: Tx,
    principal: Principal,
    kind: MemberKind,
    versionId: string,
    plans: readonly Plan[],
    totals: ImportTotals,
  ): Promise<string> {
    const [open] = await tx.query<{id: string}[]>(`SELECT id FROM register_import WHERE outcome IS NULL`);
    if (open) throw importOpen(open.id);
    const [row] = await tx.query<[{id: string}]>(
      `INSERT INTO register_import (council_id, member_kind, scheme_version_id, totals, prepared_by)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [principal.councilId, kind, versionId, totals, principal.personId],
    );
    const {id} = row;
    await tx.query(
      `INSERT INTO register_import_row (council_id, import_id, row_number, outcome, content)
       SELECT $1, $2, r.row, r.outcome, r.content
       FROM jsonb_to_recordset($3) AS r (row integer, outcome text, content jsonb)`,
      [principal.councilId, id, JSON.stringify(plans.map(({row, outcome, content}) => ({row, outcome, content})))],
    );
    await this.audit.record(tx, {
      ...by(principal),
      action: 'register_import.prepared',
      subject: {kind: 'register_import', id},
      after: totals,
    });
    return id;
  }
}

/** A preview says what is not mapped yet, instead of nothing. */
const notNeeded = (field: ImportField): ImportField => ({...field, needed: false});

export async function termsOf(
  tx: Tx,
  {kind, schemeId}: Pick<ImportRequest, 'kind' | 'schemeId'>,
  today: Day,
): Promise<{versionId: string; kind: MemberKind; requirements: RequirementTerms[]}> {
  const version = await versionInForce(tx, kind, today, schemeId ?? null);
  return {versionId: version.id, kind, requirements: (await requirementsOf(tx, [version.id])).get(version.id) ?? []};
}
