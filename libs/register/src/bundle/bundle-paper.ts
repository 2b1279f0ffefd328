import {formatDay, formatPounds, formatTime, londonDay} from '@app/kernel';
import type {Paper, PaperBlock, PaperSection} from '@app/platform';
import type {EvidenceView} from '../applications/application-view.js';
import {EVIDENCE_KINDS} from '../evidence/evidence-kinds.js';
import {actionWords, outcomeWords, plainly, reasonWords, standingWords} from './bundle-words.js';
import type {Bundle, BundleEvent} from './bundle.js';

/** The bundle in words, for paper and screen. */
export function bundlePaper(bundle: Bundle): Paper {
  const {application, madeAt, madeBy, council} = bundle;
  return {
    title: `Decision bundle: ${application.member.name}`,
    subtitle: `${application.scheme.name}, ${council}. Made on ${when(madeAt)} by ${madeBy.name}. Confidential.`,
    author: council,
    sections: [
      aboutIt(bundle),
      decision(bundle),
      evidence(bundle),
      ...measures(bundle),
      {heading: 'What happened', blocks: [events('What happened, in order', 'What', bundle.timeline)]},
      {
        heading: 'Who saw what',
        blocks: [events('Readings of sensitive facts and of this bundle', 'What', bundle.seenBy)],
      },
      proof(bundle),
    ],
  };
}

function aboutIt({application, standing}: Bundle): PaperSection {
  const day = (date: Date | null) => (date ? when(date) : 'Not yet');
  return {
    heading: 'The application',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Who', application.member.name],
          ['Scheme', `${application.scheme.name}, requirements of ${date(application.scheme.startsOn)}`],
          ['State', plainly(application.state)],
          ['Opened', day(application.openedAt)],
          ['Handed in', day(application.submittedAt)],
          ['Ready for a decision', day(application.readyAt)],
          ['Closed', day(application.closedAt)],
          ...(standing.day && standing.onTheDay
            ? [
                [`On the day it counted from, ${date(standing.day)}`, standingWords(standing.onTheDay)] as [
                  string,
                  string,
                ],
              ]
            : []),
          ['Today', standingWords(standing.today)],
        ],
      },
    ],
  };
}

function decision({application, conditions}: Bundle): PaperSection {
  const {decision: made} = application;
  if (!made) return {heading: 'The decision', blocks: [{kind: 'text', text: 'It is not decided.'}]};
  const facts: [string, string][] = [
    ['Outcome', outcomeWords(made.outcome)],
    ...(made.reasonCode ? [['Ground', reasonWords(made.reasonCode)] as [string, string]] : []),
    ['Decided', `${when(made.decidedAt)} by ${made.forTheFile?.decidedBy.name ?? 'the council'}`],
    ['Counts from', date(made.effectiveOn)],
  ];
  const due = conditions.map(({text, dueOn, metOn}) => {
    const last = dueOn ? `, due on ${date(dueOn)}` : '';
    return `${text}${last}${metOn ? `, met on ${date(metOn)}` : ', not met yet'}`;
  });
  return {
    heading: 'The decision',
    blocks: [
      {kind: 'facts', facts},
      {kind: 'text', text: `Reasons: ${made.forTheFile?.reasons ?? ''}`},
      ...(made.explanation ? [{kind: 'text', text: `Words for the applicant: ${made.explanation}`} as PaperBlock] : []),
      ...(due.length ? [{kind: 'list', items: due} as PaperBlock] : []),
    ],
  };
}

function evidence({application}: Bundle): PaperSection {
  const titles = new Map(application.requirements.map(({terms}) => [terms.code, terms.title]));
  const numbered = new Set(application.requirements.flatMap(({terms}) => (terms.needed > 1 ? terms.code : [])));
  const rows = (application.evidence ?? []).map((each) => [
    `${titles.get(each.requirement) ?? plainly(each.requirement)}${numbered.has(each.requirement) ? `, ${each.number}` : ''}`,
    dates(each),
    facts(each),
    `${each.recordedBy.name}, ${when(each.recordedAt)}`,
  ]);
  return {
    heading: 'Evidence',
    blocks: rows.length
      ? [{kind: 'table', caption: 'Evidence of the member', head: ['What', 'Dates', 'Facts', 'Recorded'], rows}]
      : [{kind: 'text', text: 'None was recorded.'}],
  };
}

function dates({issuedOn, checkedOn, validUntil, voided}: EvidenceView): string {
  return [
    ...(issuedOn ? [`issued ${date(issuedOn)}`] : []),
    `checked ${date(checkedOn)}`,
    ...(validUntil ? [`until ${date(validUntil)}`] : []),
    ...(voided ? [`withdrawn ${when(voided.at)}: ${voided.reason.replaceAll('_', ' ')}`] : []),
  ].join('; ');
}

function facts({kind, facts: kept}: EvidenceView): string {
  const rules = EVIDENCE_KINDS[kind].facts;
  const said = Object.entries(kept)
    .filter(([name]) => rules[name] && rules[name].field.type !== 'person')
    .map(
      ([name, value]) =>
        `${rules[name]?.label}: ${typeof value === 'number' ? formatPounds(value) : value.replaceAll('_', ' ')}`,
    );
  return said.length ? said.join('; ') : 'None kept';
}

/** What the council did about conduct, and what it asked for. */
function measures({suspensions, sanctions, requests, appeals}: Bundle): PaperSection[] {
  const heard = appeals.map(
    ({against, receivedOn, grounds, outcome, reasons, decidedAt}) =>
      `${date(receivedOn)}, against the ${against}: ${grounds}${outcome && decidedAt ? ` ${plainly(outcome)} ${when(decidedAt)}: ${reasons ?? ''}` : ' Not answered yet.'}`,
  );
  const taken = [
    ...suspensions.map(
      ({startsAt, endsAt}) => `Suspended from ${when(startsAt)}${endsAt ? ` to ${when(endsAt)}` : ''}`,
    ),
    ...sanctions.map(
      ({kind, startsOn, endsOn, liftedOn}) =>
        `${plainly(kind)} from ${date(startsOn)}${endsOn ? ` to ${date(endsOn)}` : ''}${liftedOn ? `, lifted on ${date(liftedOn)}` : ''}`,
    ),
  ];
  const asked = requests.map(
    ({text, askedAt, answer, answeredAt}) =>
      `${when(askedAt)}: ${text}${answer && answeredAt ? ` Answered ${when(answeredAt)}: ${answer}` : ' Not answered yet.'}`,
  );
  return [
    {heading: 'Suspensions and sanctions', blocks: [taken.length ? {kind: 'list', items: taken} : none]},
    ...(heard.length ? [{heading: 'Appeals', blocks: [{kind: 'list', items: heard} as PaperBlock]}] : []),
    ...(asked.length
      ? [{heading: 'What was asked of the applicant', blocks: [{kind: 'list', items: asked} as PaperBlock]}]
      : []),
  ];
}

function events(caption: string, what: string, all: readonly BundleEvent[]): PaperBlock {
  if (all.length === 0) return none;
  const rows = all.map(({at, action, who, detail}) => [when(at), actionWords(action), who, detail]);
  return {kind: 'table', caption, head: ['When', what, 'Who', 'More'], rows, widths: [3, 4, 3, 4]};
}

const CHAIN =
  'Each entry of the audit trail is chained to the one before it: its hash is SHA-256 over the hash before and the entry. The JSON form of this bundle holds the content of each entry, so that the hashes can be computed again.';

function proof({proof: {sealed, unsealed, entries}}: Bundle): PaperSection {
  const rows = entries.map(({entryId, action, seq, hash}) => [
    String(entryId),
    actionWords(action),
    seq === null ? 'Not sealed yet' : `Seal ${seq}`,
    hash ?? '',
  ]);
  return {
    heading: 'Proof',
    blocks: [
      {kind: 'text', text: `${CHAIN} ${sealed} entries are sealed, ${unsealed} not yet.`},
      {
        kind: 'table',
        caption: 'Entries of the audit trail',
        head: ['Entry', 'What', 'Seal', 'Hash'],
        rows,
        widths: [2, 5, 3, 9],
      },
    ],
  };
}

const none: PaperBlock = {kind: 'text', text: 'None.'};
const date = (day: string) => formatDay(day, {});
const when = (instant: Date) => `${formatDay(londonDay(instant), {})} at ${formatTime(instant)}`;
