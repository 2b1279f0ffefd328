import type {ApplyTask, ApplyView} from '@app/register';
import {TASK_STATES, taskWords} from '../../words/apply-words.js';
import {taskPath} from './tasks.presenter.js';
import {formatDay} from '../../words/figures.js';

/** What was answered to each thing, in words, with where it is changed. */
export function checkRows(apply: ApplyView, base: string, services: ReadonlyMap<string, string>) {
  return apply.tasks
    .filter((task) => task.kind !== 'meeting')
    .map((task) => ({
      code: task.code,
      title: taskWords(task).task,
      missing: task.state === 'missing',
      lines: linesOf(task, apply, services),
      path: task.state === 'known' ? null : taskPath(base, task),
    }));
}

function linesOf(task: ApplyTask, apply: ApplyView, services: ReadonlyMap<string, string>): string[] {
  if (task.state === 'known') return [TASK_STATES.known.text];
  if (task.kind === 'referees') {
    return apply.referees.filter((each) => each.requirement === task.requirement?.code).map(({name}) => name);
  }
  const answer = apply.answers[task.code];
  const files = apply.files.filter((each) => each.requirement === task.requirement?.code).map(({name}) => name);
  if (answer === undefined) return files;
  if (Array.isArray(answer)) {
    return answer.map((each) => taskWords(task).options?.[each]?.text ?? services.get(each) ?? each);
  }
  if (task.question?.rule.type === 'day') return [formatDay(answer, {})];
  return [taskWords(task).options?.[answer]?.text ?? answer, ...files];
}
