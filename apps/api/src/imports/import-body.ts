import {Injectable, type PipeTransform} from '@nestjs/common';
import {fieldErrors} from '@app/platform';
import {invalid} from '@app/kernel';
import {plainToInstance} from 'class-transformer';
import {validateSync} from 'class-validator';
import {ImportRequestBody} from './import.dto.js';

export interface SentImport {
  csv: string;
  mapping?: Record<string, string> | undefined;
}

/** A spreadsheet alone, as text/csv, or with a mapping, as JSON. */
@Injectable()
export class ImportBody implements PipeTransform {
  /** @throws VALIDATION_FAILED */
  transform(body: unknown): SentImport {
    if (typeof body === 'string') return {csv: body};
    if (body === null || typeof body !== 'object' || Array.isArray(body)) {
      throw invalid({field: 'csv', message: 'Send the file as text/csv, or as JSON with csv and mapping.'});
    }
    const sent = plainToInstance(ImportRequestBody, body);
    const errors = validateSync(sent, {whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true});
    if (errors.length) throw invalid(fieldErrors(errors));
    const {csv, mapping} = sent;
    const wrong = Object.entries(mapping ?? {}).find(([, field]) => typeof field !== 'string');
    if (wrong) throw invalid({field: 'mapping', message: `Give the field of “${wrong[0].slice(0, 80)}” as text.`});
    return {csv, mapping};
  }
}
