import {addDays, type Day} from '@app/kernel';
import type {Standing, StandingView} from '@app/register';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {t, words} from '../../words/t.js';

/** What was so, and what was known of it, side by side. */
export function standingPage({member, on, standing, known, applicationId}: StandingView, today: Day) {
  return {
    member,
    kind: MEMBER_KIND_WORDS[member.kind],
    applicationId,
    on,
    tense: on === today ? 'is' : on < today ? 'was' : 'will be',
    now: answerOf(standing),
    then: known && answerOf(known.standing),
    differs: known !== null && summary(known.standing) !== summary(standing),
  };
}

function answerOf(standing: Standing) {
  const {listed, accredited, scheme, checkedOn, lapsesOn, reasons} = standing;
  return {
    listed,
    words: accredited
      ? t('Accredited by {{scheme}}', {scheme: scheme ?? ''})
      : listed
        ? t('Listed for information by {{scheme}}, not checked', {scheme: scheme ?? ''})
        : t('Not listed'),
    checkedOn,
    until: lapsesOn && addDays(lapsesOn, -1),
    reasons: reasons.map(reasonWords),
  };
}

const REASON_WORDS: Record<string, string> = words({
  not_approved: 'Nobody had approved them',
  condition_overdue: 'A condition of the approval was overdue',
  suspended: 'Suspended by the council',
  terminated: 'The listing had been ended by the council',
});

function reasonWords(reason: string): string {
  const [kind, code = ''] = reason.split(':');
  return kind === 'missing'
    ? t('Missing or out of date: {{what}}', {what: code.replaceAll('_', ' ')})
    : (REASON_WORDS[reason] ?? reason);
}

const summary = ({listed, accredited, reasons}: Standing) => [listed, accredited, ...reasons].join();
