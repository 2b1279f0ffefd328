import type {ApplyTask} from '@app/register';
import {ChoiceInput, DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import {taskWords} from '../../words/apply-words.js';
import {t} from '../../words/t.js';

export interface AnswerForm {
  answer: string | string[] | null;
}

/** A form with the one box that the question has. */
export function formOf(task: ApplyTask): new () => AnswerForm {
  class QuestionForm {
    answer: string | string[] | null;
  }
  decoratorOf(task)(QuestionForm.prototype, 'answer');
  return QuestionForm;
}

function decoratorOf(task: ApplyTask): PropertyDecorator {
  const label = taskWords(task).task;
  const rule = task.question?.rule;
  if (rule?.type === 'day') return DayInput(label);
  if (rule?.type === 'list') return ListInput(label);
  if (rule?.type === 'choice') return ChoiceInput(t('An answer'), rule.of);
  return TextInput(label, {max: rule?.longest ?? 100});
}
