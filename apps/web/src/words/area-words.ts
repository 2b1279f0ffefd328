import type {ResourceKind} from '@app/directory';
import {words} from './t.js';

export const RESOURCE_WORDS: Record<ResourceKind, string> = words({
  notice: 'Notice',
  guide: 'Guide',
  model_policy: 'Model policy',
  link: 'Link',
});
