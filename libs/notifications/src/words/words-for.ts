import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {Format} from '../preferences/choices.js';
import {TEMPLATES, type TemplateCode, type TemplateData} from '../templates/index.js';
import type {Letter} from '../templates/letter.js';
import {EASY} from './easy-words.js';
import {fill} from './placeholders.js';

export type WordsFormat = 'standard' | 'easy_read';
/** What nobody has written for this person yet, so that staff have to help. */
export type Lacking = 'easy_read' | 'translation';

export interface Words extends Letter {
  lacking: Lacking[];
}

interface Own {
  format: WordsFormat;
  language: string;
  subject: string | null;
  body: string | null;
}

/** The words of a message for one person: the council's own where it has some, in their format and language as far as there are any. */
@Injectable()
export class WordsFor {
  async of<C extends TemplateCode>(
    tx: Tx,
    code: C,
    data: TemplateData<C>,
    {format, language}: {format: Format; language: string},
  ): Promise<Words> {
    const own = await tx.query<Own[]>(
      `SELECT DISTINCT ON (format, language) format, language, subject, body FROM message_words
       WHERE template = $1 AND language = ANY($2) ORDER BY format, language, version DESC`,
      [code, [...new Set([language, 'en'])]],
    );
    const easy = format === 'easy_read';
    const tries = [
      ...(easy ? [['easy_read', language]] : []),
      ['standard', language],
      ...(easy ? [['easy_read', 'en']] : []),
    ];
    for (const [wanted, tongue] of [...tries, ['standard', 'en']] as [WordsFormat, string][]) {
      const found = wordsIn(own, code, data, wanted, tongue);
      if (!found) continue;
      const lacking: Lacking[] = [];
      if (easy && wanted !== 'easy_read') lacking.push('easy_read');
      if (tongue !== language) lacking.push('translation');
      return {...tidy(found), lacking};
    }
    throw new Error(`there are no words for ${code}`);
  }
}

/** In English there are always the usual words; easy to read for most; in other languages what a council wrote. */
export function wordsIn<C extends TemplateCode>(
  own: readonly Own[],
  code: C,
  data: TemplateData<C>,
  format: WordsFormat,
  language: string,
): Letter | null {
  const usual = usualWords(code, data, format);
  const written = own.find((each) => each.format === format && each.language === language);
  if (written?.subject && written.body) {
    return fill({subject: written.subject, body: written.body}, data, usual ?? standardWords(code, data));
  }
  return language === 'en' ? usual : null;
}

/** The words in the code. Only easy ones may be lacking. */
export function usualWords<C extends TemplateCode>(code: C, data: TemplateData<C>, format: WordsFormat): Letter | null {
  const letter = standardWords(code, data);
  if (format === 'standard') return letter;
  const easy = EASY[code];
  return easy ? {...letter, ...easy(data)} : null;
}

export function standardWords<C extends TemplateCode>(code: C, data: TemplateData<C>): Letter {
  return (TEMPLATES[code] as (data: TemplateData<C>) => Letter)(data);
}

const LONGEST_SUBJECT = 200;

/** A subject is one line: nothing that a name brings can begin another header. Lengths are in characters as people count them. */
export function tidy(letter: Letter): Letter {
  const subject = letter.subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return {...letter, subject: [...subject].slice(0, LONGEST_SUBJECT).join('') || 'Message'};
}
