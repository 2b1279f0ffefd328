import type {PlannedVersion, SchemeVersionView, VersionPreview} from '@app/register';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {askedWords, moveWords, untilWords} from '../../words/scheme-words.js';
import {draftText, type Draft} from './draft.js';
import {droppedFrom, markOf} from './plan.presenter.js';
import {formatDay} from '../../words/figures.js';

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
      again: effect.listedAgain ? `${members(effect.listedAgain)} would be listed again.` : null,
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
  if (!membersFrom) return 'Nobody who is listed now is affected before they renew.';
  const day = formatDay(membersFrom, {});
  if (lapse === 0) return `Nobody would lapse on ${day}.`;
  return `${members(lapse)} would lapse on ${day}, of ${listed} who would be listed as things are.`;
}

function laterWords({membersFrom, lapseLater}: VersionPreview['effect']): string | null {
  if (!membersFrom || lapseLater === 0) return null;
  return `${members(lapseLater)} would lapse in the twelve months after it, sooner than as things are.`;
}

function members(count: number): string {
  return count === 1 ? '1 member' : `${count} members`;
}
