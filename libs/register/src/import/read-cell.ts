import type {Day} from '@app/kernel';
import {isEmail} from 'class-validator';
import type {DbsLevel} from '../scheme/requirement-kinds.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$/;

/**
 * A day as people in the UK write it: 3/4/2025 is in April. ISO dates too, and what a spreadsheet adds after them.
 * @returns null for nothing; what may be no day at all, for the caller to look at
 */
export function readDay(text: string): Day | null {
  if (text === '') return null;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  if (iso) return join(iso[1], iso[2], iso[3]);
  const uk = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: 0{1,2}:00(?::00)?)?$/.exec(text);
  if (uk) return join(uk[3], uk[2], uk[1]);
  const words = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/i.exec(text);
  if (!words) return 'unreadable';
  const month = MONTHS.indexOf((words[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  return join(words[3], String(month), words[1]);
}

function join(year = '', month = '', day = ''): string {
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** @returns null for neither yes nor no; nothing is no */
export function yesIn(text: string): boolean | null {
  const word = text.toLowerCase();
  if (['yes', 'y', 'true', '1', 'x', '✓'].includes(word)) return true;
  return ['', 'no', 'n', 'false', '0', '-', 'n/a'].includes(word) ? false : null;
}

/** @returns undefined for what is none */
export function emailIn(text: string): string | null | undefined {
  if (text === '') return null;
  return isEmail(text) ? text.toLowerCase() : undefined;
}

/** @returns undefined for what is none */
export function postcodeIn(text: string): string | null | undefined {
  if (text === '') return null;
  const match = POSTCODE.exec(text.toUpperCase());
  return match ? `${match[1]} ${match[2]}` : undefined;
}

export function levelIn(text: string): DbsLevel | null {
  const words = text.toLowerCase();
  if (/^enhanced\b.*\bbarred\b/.test(words.replaceAll('_', ' '))) return 'enhanced_barred';
  const level = /^(basic|standard|enhanced)(?: (?:dbs|check|certificate|disclosure))*$/.exec(words)?.[1];
  return (level as DbsLevel | undefined) ?? null;
}
