import {ADDING_STATES, applicationMachine, type ApplyTask, type ApplyView} from '@app/register';
import {STATE_COLOURS, STATE_WORDS} from '../../words/register-words.js';
import {hasDecision} from './has-decision.js';
import {TASK_STATES, taskWords} from '../../words/apply-words.js';
import {words} from '../../words/t.js';

const SECTIONS = words([
  {title: 'About you', of: (task: ApplyTask) => ['born_on', 'phone'].includes(task.code)},
  {title: 'Your work', of: (task: ApplyTask) => task.requirement === null},
  {title: 'Your papers', of: (task: ApplyTask) => task.kind === 'paper' || task.requirement?.kind === 'dbs'},
  {title: 'People who know you', of: (task: ApplyTask) => task.kind === 'referees' || task.kind === 'meeting'},
  {title: 'Agree and send', of: () => true},
]);

/** Where a task is done; null for what the council does. */
export function taskPath(base: string, {kind, code, requirement}: ApplyTask): string | null {
  if (kind === 'meeting') return null;
  return kind === 'referees' ? `${base}/referees/${requirement?.code ?? ''}` : `${base}/questions/${code}`;
}

/** The task list of an application: sections, what is done, what waits for an answer. */
export function tasksPage(apply: ApplyView, base: string) {
  const left = new Set(apply.tasks);
  const canFill = apply.state === 'draft';
  const sections = SECTIONS.map(({title, of}) => {
    const tasks = [...left].filter(of);
    for (const task of tasks) left.delete(task);
    return {title, tasks: tasks.map((task) => taskRow(task, apply, base))};
  }).filter(({tasks}) => tasks.length);
  const missing = apply.tasks.filter(({state}) => state === 'missing').length;
  return {
    sections,
    missing,
    done: apply.tasks.filter(({state}) => state === 'done' || state === 'known').length,
    all: apply.tasks.filter(({state}) => state !== 'theirs').length,
    canFill,
    decided: hasDecision(apply.state),
    canWithdraw: applicationMachine.can(apply.state, 'withdraw'),
    stateWords: STATE_WORDS[apply.state],
    colour: STATE_COLOURS[apply.state],
    openRequests: apply.requests.filter(({answeredAt}) => answeredAt === null),
    answered: apply.requests.filter(({answeredAt}) => answeredAt !== null),
  };
}

function taskRow(task: ApplyTask, apply: ApplyView, base: string) {
  const {text, colour} = TASK_STATES[task.state];
  const path = taskPath(base, task);
  const mayChange =
    apply.state === 'draft' ||
    (ADDING_STATES.includes(apply.state) && (task.kind === 'paper' || task.kind === 'referees'));
  return {
    code: task.code,
    title: taskWords(task).task,
    // What the council has already is not asked again.
    path: mayChange && task.state !== 'known' ? path : null,
    status: text,
    colour,
  };
}
