import type {ApplyView} from '@app/register';
import {FILE_STATE_WORDS, taskWords} from '../../words/apply-words.js';
import {words} from '../../words/t.js';

const KINDS = words({'application/pdf': 'PDF', 'image/jpeg': 'Photo (JPEG)', 'image/png': 'Picture (PNG)'} as const);
const KILOBYTE = 1_024;

/** What the applicant sent for one requirement, for the officer who checks it. */
export function sentFor(apply: ApplyView, code: string) {
  const task = apply.tasks.find((each) => each.requirement?.code === code);
  const answer = task && apply.answers[task.code];
  return {
    said: task && typeof answer === 'string' ? (taskWords(task).options?.[answer]?.text ?? null) : null,
    files: apply.files
      .filter((each) => each.requirement === code)
      .map((each) => ({
        ...each,
        kind: KINDS[each.mediaType],
        size: sizeWords(each.bytes),
        words: each.state === 'clean' || each.state === 'released' ? '' : FILE_STATE_WORDS[each.state],
        canOpen: each.state === 'clean' || each.state === 'released',
        canRelease: each.state === 'quarantined',
      })),
    referees: apply.referees.filter((each) => each.requirement === code).length,
  };
}

function sizeWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / KILOBYTE));
  return kilobytes < KILOBYTE ? `${kilobytes} KB` : `${(kilobytes / KILOBYTE).toFixed(1)} MB`;
}
