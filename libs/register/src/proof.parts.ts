import {ApplicationStage} from './applications/application-stage.entity.js';
import {ReadBundle} from './bundle/read-bundle.js';
import {RegisterFigures} from './figures/register-figures.js';
import {ConfirmImport} from './import/confirm-import.js';
import {DiscardImport} from './import/discard-import.js';
import {FormerRegisterEntry, RegisterImport, RegisterImportRow} from './import/import.entity.js';
import {PrepareImport} from './import/prepare-import.js';
import {ReadImports} from './import/read-imports.js';
import {LegalHolds} from './retention/legal-holds.js';
import {PreviewRetention} from './retention/preview-retention.js';
import {RemoveDue} from './retention/remove-due.js';
import {RetentionPeriods} from './retention/retention-periods.js';
import {RetentionRules} from './retention/retention-rules.js';
import {DestructionRecord, LegalHold, RetentionRule} from './retention/retention.entity.js';

export const PROOF_ENTITIES = [
  RegisterImport,
  RegisterImportRow,
  FormerRegisterEntry,
  ApplicationStage,
  RetentionRule,
  LegalHold,
  DestructionRecord,
];

/** Where the register came from, what proves it, and how long it is kept. */
export const PROOF_OFFERED = [
  PrepareImport,
  ConfirmImport,
  DiscardImport,
  ReadImports,
  ReadBundle,
  RetentionRules,
  RetentionPeriods,
  LegalHolds,
  PreviewRetention,
  RemoveDue,
  RegisterFigures,
];
