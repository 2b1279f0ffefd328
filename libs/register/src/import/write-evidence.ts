import type {Tx} from '@app/platform';
import type {ImportedEvidence} from './import-row.js';
import type {RegisterImport} from './import.entity.js';

export interface EvidenceOf extends ImportedEvidence {
  memberId: string;
  applicationId: string;
}

/**
 * All of it in one statement, recorded by whoever prepared the import.
 * @returns the proofs for the trail, by application
 */
export async function writeEvidence(
  tx: Tx,
  {councilId, id, preparedBy}: RegisterImport,
  evidence: readonly EvidenceOf[],
): Promise<Map<string, object[]>> {
  const proofs = new Map<string, object[]>();
  if (evidence.length === 0) return proofs;
  const rows = await tx.query<{applicationId: string; proof: object}[]>(
    `INSERT INTO evidence (council_id, member_id, application_id, requirement, kind, number, issued_on, checked_on,
                           valid_until, facts, recorded_by, register_import_id)
     SELECT $1, e."memberId", e."applicationId", e.requirement, e.kind, e.number, e."issuedOn", e."checkedOn", e."validUntil",
            CASE WHEN e.level IS NULL THEN '{}' ELSE jsonb_build_object('level', e.level) END, $2, $3
     FROM jsonb_to_recordset($4) AS e ("memberId" uuid, "applicationId" uuid, requirement text, kind text, number smallint,
                                       "issuedOn" date, "checkedOn" date, "validUntil" date, level text)
     RETURNING application_id AS "applicationId", record_proof(evidence) AS proof`,
    [councilId, preparedBy, id, JSON.stringify(evidence)],
  );
  for (const {applicationId, proof} of rows) proofs.set(applicationId, [...(proofs.get(applicationId) ?? []), proof]);
  return proofs;
}
