import {DEFAULT_SCHEME, MEMBER_KINDS, SCHEME_KINDS, type SchemeVersionView} from '@app/register';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {
  askedWords,
  moveWords,
  SCHEME_KIND_WORDS,
  VERSION_STATE_COLOURS,
  VERSION_STATE_WORDS,
} from '../../words/scheme-words.js';
import {t, words} from '../../words/t.js';

const DONE: Record<string, string> = words({
  planned: 'The version is saved. Nobody’s terms change before the days it names.',
  withdrawn: 'The version is withdrawn.',
});

export function schemesPage(versions: readonly SchemeVersionView[], done: unknown) {
  const names = [...new Set(versions.map((each) => each.scheme.name))];
  return {
    done: doneWords(done),
    starters: versions.length ? [] : starters(),
    schemes: names.map((name) => {
      const own = versions.filter((each) => each.scheme.name === name);
      return {
        name,
        kind: own[0] && SCHEME_KIND_WORDS[own[0].scheme.kind],
        versions: own.map((each) => ({...summary(each), asks: each.requirements.length})),
      };
    }),
  };
}

/** What a register is called is the council's, and in one language. */
const STARTER_NAMES = {accredited: 'Accredited register', information: 'Information register'};

/** Where a council has no register yet: a draft to begin with for each kind of member. None is made before it is saved. */
function starters() {
  return MEMBER_KINDS.map((memberKind) => ({
    memberKind,
    title: MEMBER_KIND_WORDS[memberKind],
    asks: DEFAULT_SCHEME[memberKind].map(({title}) => title),
    kinds: SCHEME_KINDS.map((kind) => ({
      kind,
      name: STARTER_NAMES[kind],
      button: kind === 'accredited' ? t('Begin one that accredits') : t('Begin one that lists for information'),
    })),
  }));
}

export function versionPage(version: SchemeVersionView, done: unknown) {
  return {
    version: summary(version),
    done: doneWords(done),
    kindWords: SCHEME_KIND_WORDS[version.scheme.kind],
    information: version.scheme.kind === 'information',
    moves: moveWords(version.membersFrom),
    requirements: version.requirements.map((each) => ({
      title: each.title,
      code: each.code,
      words: askedWords(each),
      source: each.source,
    })),
  };
}

function summary({id, scheme, memberKind, startsOn, membersFrom, state, applications, mayWithdraw}: SchemeVersionView) {
  return {
    id,
    name: scheme.name,
    memberKind: MEMBER_KIND_WORDS[memberKind],
    startsOn,
    membersFrom,
    applications,
    mayWithdraw,
    state: VERSION_STATE_WORDS[state],
    colour: VERSION_STATE_COLOURS[state],
  };
}

function doneWords(done: unknown): string | null {
  return typeof done === 'string' && Object.hasOwn(DONE, done) ? (DONE[done] ?? null) : null;
}
