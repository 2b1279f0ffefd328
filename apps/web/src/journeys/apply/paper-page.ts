import type {ApplyTask} from '@app/register';
import {FILE_STATE_WORDS, taskWords} from '../../words/apply-words.js';
import type {ApplyPage} from './apply-page.js';

/** A question, with the files of its paper where it is about one. */
export function paperPage(page: ApplyPage, task: ApplyTask) {
  const {apply} = page;
  return {
    ...page,
    task,
    words: taskWords(task),
    type: task.question?.rule.type,
    initial: apply.answers[task.code],
    items: Object.entries(taskWords(task).options ?? {}).map(([value, {text, hint}]) => ({
      value,
      text,
      ...(hint ? {hint: {text: hint}} : {}),
    })),
    paper: task.kind === 'paper',
    files: apply.files
      .filter((each) => each.requirement === task.requirement?.code)
      .map((each) => ({...each, words: FILE_STATE_WORDS[each.state], removable: apply.state === 'draft'})),
    canAnswer: apply.state === 'draft' || apply.onBehalf !== null,
  };
}
