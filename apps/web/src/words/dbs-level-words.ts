import type {DbsLevel} from '@app/register';

export const DBS_LEVEL_WORDS: Record<DbsLevel, string> = {
  basic: 'Basic',
  standard: 'Standard',
  enhanced: 'Enhanced',
  enhanced_barred: 'Enhanced with barred list check',
};
