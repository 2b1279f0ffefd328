import {
  OWN_CHOICE,
  type DoneForMe,
  type PersonRecord,
  type Principal,
  type RepresentationRecord,
  type RepresentationView,
} from '@app/identity';
import {
  actionWords,
  AREA_WORDS,
  HOW_WORDS,
  KIND_WORDS,
  OUTCOME_WORDS,
  POWER_WORDS,
  STATE_WORDS,
} from '../../words/representation-words.js';

const TAGS = {to_come: 'govuk-tag--yellow', in_force: 'govuk-tag--green', ended: 'govuk-tag--grey'} as const;

/** One representation, in words. */
export function card(view: RepresentationView) {
  return {
    ...view,
    what: KIND_WORDS[view.kind],
    stateWords: STATE_WORDS[view.state],
    tag: TAGS[view.state],
    can: view.powers.map((power) => POWER_WORDS[power]),
    areaWords: view.areas.map((area) => AREA_WORDS[area]),
    mayEnd: view.state !== 'ended' && OWN_CHOICE.includes(view.kind),
  };
}

export function recordCard(record: RepresentationRecord) {
  return {...card(record), endReason: record.endReason};
}

export function personPage({person, representatives, represents, capacity}: PersonRecord, principal: Principal) {
  return {
    person,
    representatives: representatives.map(recordCard),
    represents: represents.map(recordCard),
    capacity: capacity.map((each) => ({
      ...each,
      areaWords: AREA_WORDS[each.area],
      outcomeWords: OUTCOME_WORDS[each.outcome],
    })),
    mayAct: principal.permissions.has('behalf:act') && person.id !== principal.personId,
  };
}

export function minePage(views: readonly RepresentationView[], done: readonly DoneForMe[]) {
  return {
    now: views.filter(({state}) => state !== 'ended').map(card),
    before: views.filter(({state}) => state === 'ended').map(card),
    done: done.map(({action, how, ...each}) => ({
      ...each,
      words: actionWords(action),
      how: how ? HOW_WORDS[how] : null,
    })),
  };
}
