import type {DbsLevel} from '@app/register';
import {words} from './t.js';

export const DBS_LEVEL_WORDS: Record<DbsLevel, string> = words({
  basic: 'Basic',
  standard: 'Standard',
  enhanced: 'Enhanced',
  enhanced_barred: 'Enhanced with barred list check',
});
