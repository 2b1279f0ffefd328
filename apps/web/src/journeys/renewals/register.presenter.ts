import type {Day} from '@app/kernel';
import type {OwnRenewals, OwnRequirement, Showing} from '@app/register';
import {fromNow, lastDay} from '../council/soon.js';
import {words} from '../../words/t.js';

export const SHOWING_WORDS: Record<Showing, string> = words({
  office: 'I will bring it to the council’s office',
  video: 'I will show it in a video call',
  post: 'I will send it by post',
  online: 'The council can look it up online',
});

export interface RequirementLine {
  code: string;
  title: string;
  last: Day | null;
  when: string | null;
  lapsed: boolean;
  open: boolean;
  asked: {words: string; readyOn: Day} | null;
}

/** Each membership: first what can be renewed now, then what lasts longer. */
export function registerPage(members: readonly OwnRenewals[], today: Day) {
  return members.map((member) => {
    const {memberId, applicationId, name, scheme, standing, requirements, newer, coming, opensDays} = member;
    const lines = requirements.map((each) => line(each, today));
    return {
      memberId,
      applicationId,
      name,
      scheme,
      listed: standing.listed,
      last: lastDay(standing.lapsesOn),
      open: lines.filter((each) => each.open),
      later: lines.filter((each) => !each.open),
      newer,
      coming,
      opensDays,
    };
  });
}

export function line({state, open, asked}: OwnRequirement, today: Day): RequirementLine {
  const last = lastDay(state.lapsesOn);
  return {
    code: state.terms.code,
    title: state.terms.title,
    last,
    when: last && fromNow(last, today),
    lapsed: !state.met,
    open,
    asked: asked && {words: SHOWING_WORDS[asked.how], readyOn: asked.readyOn},
  };
}
