import type {PlannedVersion, SchemeVersionView, VersionPreview} from '@app/register';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {askedWords, moveWords, untilWords} from '../../words/scheme-words.js';
import {draftText, type Draft} from './draft.js';
import {droppedFrom, markOf} from './plan.presenter.js';
import {formatDay} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** What is asked to be saved, and what it would do to those who are members already. */
export function checkPage(
  draft: Draft,
  planned: PlannedVersion,
  {requirements, effect}: VersionPreview,
  base: SchemeVersionView | null,
) {
  const titles = new Map(requirements.map(({code, title}) => [code, title]));
  return {
    draft: draftText(draft),
    name: planned.name,
    memberKind: MEMBER_KIND_WORDS[planned.memberKind],
    information: planned.kind === 'information',
    startsOn: planned.startsOn,
    moves: moveWords(planned.membersFrom),
    requirements: requirements.map((each) => ({title: each.title, words: askedWords(each), mark: markOf(each, base)})),
    dropped: droppedFrom(requirements, base),
    effect: {
      ...effect,
      headline: headline(effect),
      later: laterWords(effect),
      again: effect.listedAgain
        ? t('{{members}} would be listed again.', {members: members(effect.listedAgain)})
        : null,
      members: effect.members.map((each) => ({
        ...each,
        lacks: each.missing.map((code) => titles.get(code) ?? code),
        now: untilWords(each.lapsesOnNow),
      })),
      more: effect.lapse + effect.lapseLater - effect.members.length,
    },
  };
}

function headline({membersFrom, listed, lapse}: VersionPreview['effect']): string {
  if (!membersFrom) return t('Nobody who is listed now is affected before they renew.');
  const day = formatDay(membersFrom, {});
  if (lapse === 0) return t('Nobody would lapse on {{day}}.', {day});
  return t('{{members}} would lapse on {{day}}, of {{listed}} who would be listed as things are.', {
    members: members(lapse),
    day,
    listed,
  });
}

function laterWords({membersFrom, lapseLater}: VersionPreview['effect']): string | null {
  if (!membersFrom || lapseLater === 0) return null;
  return t('{{members}} would lapse in the twelve months after it, sooner than as things are.', {
    members: members(lapseLater),
  });
}

function members(count: number): string {
  return t('{{count}} members', {count});
}
