import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, invalid, notFound, type FieldError} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {TEMPLATES, type TemplateCode} from '../templates/index.js';
import {LANGUAGES} from '../preferences/choices.js';
import {EXAMPLES} from './examples.js';
import {placeholdersOf, unknownPlaceholders} from './placeholders.js';
import {standardWords, type WordsFormat} from './words-for.js';

export interface WordsVersion {
  version: number;
  format: WordsFormat;
  language: string;
  subject: string | null;
  body: string | null;
  writtenAt: Date;
  writtenBy: string;
}

export interface NewWords {
  format: string;
  language: string;
  subject: string;
  body: string;
}

const LONGEST = {subject: 200, body: 5_000} as const;

/** A council's own words for messages: each change is a new version, by somebody; the usual words are a version away. */
@Injectable()
export class CouncilWords {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** How often each message has words of the council's own now. @throws FORBIDDEN */
  own(principal: Principal): Promise<Map<string, number>> {
    requireManager(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<{template: string; n: number}[]>(
        `SELECT template, count(*)::int AS n FROM (${LATEST}) w WHERE subject IS NOT NULL GROUP BY template`,
      );
      return new Map(rows.map(({template, n}) => [template, n]));
    });
  }

  /** All versions, the latest first. @throws FORBIDDEN, NOT_FOUND */
  versions(principal: Principal, template: string): Promise<WordsVersion[]> {
    requireManager(principal);
    const code = requireTemplate(template);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<WordsVersion[]>(
        `SELECT version, format, language, subject, body, written_at AS "writtenAt", p.name AS "writtenBy"
         FROM message_words w JOIN person p ON p.id = w.written_by WHERE template = $1 ORDER BY written_at DESC, w.id DESC`,
        [code],
      ),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  write(principal: Principal, template: string, words: NewWords): Promise<void> {
    requireManager(principal);
    const code = requireTemplate(template);
    const errors = wordsErrors(code, words);
    if (errors.length) throw invalid(errors);
    return this.keep(principal, code, words);
  }

  /** Back to the words in the code. @throws FORBIDDEN, NOT_FOUND */
  usual(principal: Principal, template: string, format: string, language: string): Promise<void> {
    requireManager(principal);
    return this.keep(principal, requireTemplate(template), {format, language, subject: null, body: null});
  }

  private keep(
    principal: Principal,
    code: TemplateCode,
    words: Omit<NewWords, 'subject' | 'body'> & {subject: string | null; body: string | null},
  ): Promise<void> {
    const {format, language, subject, body} = words;
    return this.uow.run(principal.councilId, async (tx) => {
      await lockWords(tx, principal.councilId, code);
      const [row] = await tx.query<{version: number}[]>(
        `INSERT INTO message_words (council_id, template, format, language, version, subject, body, written_by)
         SELECT $1, $2, $3, $4, coalesce(max(version), 0) + 1, $5, $6, $7 FROM message_words
         WHERE template = $2 AND format = $3 AND language = $4 RETURNING version`,
        [principal.councilId, code, format, language, subject, body, principal.personId],
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'words.changed',
        subject: {kind: 'council', id: principal.councilId},
        after: {template: code, format, language, version: row?.version, usual: subject === null},
      });
    });
  }
}

/** Two who write at once get versions one after the other. */
async function lockWords(tx: Tx, councilId: string, code: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('words ' || $1 || ' ' || $2, 0))`, [councilId, code]);
}

const LATEST = `SELECT DISTINCT ON (template, format, language) template, subject FROM message_words
  ORDER BY template, format, language, version DESC`;

export function requireTemplate(code: string): TemplateCode {
  if (!Object.hasOwn(TEMPLATES, code)) throw notFound('message');
  return code as TemplateCode;
}

export function requireManager(principal: Principal): void {
  if (!principal.permissions.has('words:manage')) throw forbidden('You do not have permission to do this.');
}

/** What may stand between the brackets of a message. */
export function placeholdersFor(code: TemplateCode): string[] {
  return placeholdersOf(EXAMPLES[code]);
}

export function wordsErrors(code: TemplateCode, {format, language, subject, body}: NewWords): FieldError[] {
  const known = placeholdersFor(code);
  const errors: FieldError[] = [];
  if (!['standard', 'easy_read'].includes(format)) errors.push({field: 'format', message: 'Choose a format'});
  if (!Object.hasOwn(LANGUAGES, language)) errors.push({field: 'language', message: 'Choose a language from the list'});
  for (const [field, text] of [
    ['subject', subject],
    ['body', body],
  ] as const) {
    const unknown = unknownPlaceholders(text, known);
    if (!text.trim()) errors.push({field, message: field === 'subject' ? 'Enter a subject' : 'Enter the words'});
    else if (text.length > LONGEST[field])
      errors.push({field, message: `Use ${LONGEST[field].toLocaleString('en-GB')} characters or fewer`});
    else if (unknown.length)
      errors.push({field, message: `This message knows nothing of ${unknown.map((each) => `((${each}))`).join(', ')}`});
  }
  if (/\p{Cc}/u.test(subject)) errors.push({field: 'subject', message: 'The subject must be one line'});
  const link = needsLink(code) && !/\(\(\s*(?:link|usual_words)\s*\)\)/.test(body);
  if (link && body.trim())
    errors.push({field: 'body', message: 'Put ((link)) into the words: nobody can answer without it'});
  return errors;
}

function needsLink(code: TemplateCode): boolean {
  return 'link' in EXAMPLES[code] || standardWords(code, EXAMPLES[code]).secret === true;
}
