import {formatDay} from '@app/kernel';
import type {TemplateCode, TemplateData} from '../templates/index.js';
import {counted, paragraphs} from '../templates/letter.js';
import {changeWords} from '../templates/review-decided.js';
import {decidedWords, surplusSteps} from '../templates/surplus.js';
import {EASY_VISITS} from './easy-visit-words.js';

type Words = {subject: string; body: string};

/**
 * Messages in easy read: one thought a sentence, everyday words, a line of its own for each. Those that only staff get
 * are left out; a message without one goes in its usual words, and staff are asked to help with it.
 */
export const EASY: {readonly [C in TemplateCode]?: (data: TemplateData<C>) => Words} = {
  terms_answered: ({worker, accepted, forName}) => ({
    subject: accepted ? `${worker} said yes` : `${worker} said no`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      accepted ? `${worker} will work for you.` : `${worker} will not work for you.`,
      accepted ? 'You can ask for visits now.' : 'You can look for somebody else.',
    ),
  }),
  budget_rated: ({reason, reviewBy, forName}) => ({
    subject: 'How we look at your money',
    body: paragraphs(
      forName && `This is about ${forName}.`,
      'The council looks at how the money is used.',
      `Why: ${reason}`,
      `We think about it again by ${formatDay(reviewBy, {})}.`,
      'If this is wrong, tell us.',
    ),
  }),
  fund_told: ({what, name, fundHolder, forName}) => ({
    subject: what === 'statement' ? `Your hours in ${name}` : `Share hours with others: ${name}`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      what === 'statement'
        ? `${fundHolder} wrote down your hours.`
        : `${fundHolder} asks if you want to share some hours.`,
      what === 'statement' ? 'Please read it. Say if it is right.' : 'You can say yes or no.',
    ),
  }),
  surplus_written: (data) => ({
    subject: 'There is money left in your budget',
    body: paragraphs(
      data.forName && `This is about ${data.forName}.`,
      'You did nothing wrong.',
      'There is more money left than usual.',
      surplusSteps(data).join('\n'),
      'Tell us why. Or tell us what you save for. Or pay it back.',
      `Please tell us by ${formatDay(data.answerBy, {})}.`,
      'We take nothing before that day.',
      'Somebody can help you with this.',
    ),
  }),
  surplus_decided: ({purpose, decision, pence, reason, forName}) => ({
    subject: 'What we decided about your money',
    body: paragraphs(
      forName && `This is about ${forName}.`,
      decidedWords(decision, purpose, pence),
      reason,
      'If this is wrong, tell us.',
    ),
  }),
  review_decided: ({result, purpose, fromDay, weeklyPence, nextDueOn, forName}) => ({
    subject: 'We looked at your support',
    body: paragraphs(
      forName && `This is about ${forName}.`,
      changeWords(result, purpose, fromDay, weeklyPence),
      'You can read what was said.',
      `We look again by ${formatDay(nextDueOn, {})}.`,
      'You can ask us sooner.',
    ),
  }),
  advert_decided: ({title, open, forName}) => ({
    subject: open ? `Others can see it now: ${title}` : `Please change it: ${title}`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      open ? 'People who can help see what you need.' : 'The council says what to change.',
      open && 'They do not see your name.',
      open && 'They can write to you here.',
    ),
  }),
  shortlist_shared: ({holder}) => ({
    subject: `${holder} shows you a list`,
    body: paragraphs(`You can see whom ${holder} may choose.`, 'You can read their notes.'),
  }),
  search_found: ({name, listings, forName}) => ({
    subject: `There is somebody new: ${name}`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      `We looked again for you: ${name}.`,
      listings.slice(0, 5).join('\n'),
      'You can look at their pages.',
    ),
  }),
  feedback_decided: ({listing, shown, forName}) => ({
    subject: shown ? `Others can read it now: ${listing}` : `Please change it: ${listing}`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      shown ? `You said how it was with ${listing}.` : 'The council says what to change.',
      shown && 'Your name does not show.',
    ),
  }),
  feedback_received: ({what}) => ({
    subject: {
      written: 'Somebody said how it was',
      reply_shown: 'Your answer shows now',
      reply_refused: 'Please change your answer',
    }[what],
    body: paragraphs(
      what === 'written' && 'You can read it.',
      what === 'written' && 'You can answer.',
      what === 'reply_shown' && 'Others can read it.',
      what === 'reply_refused' && 'The council says what to change.',
    ),
  }),
  still_right: ({restsOn}) => ({
    subject: 'Is your page still right?',
    body: paragraphs(
      'Please read your page.',
      'Tell us that it is right, or change it.',
      `If you do not, nobody sees it from ${formatDay(restsOn)}.`,
    ),
  }),
  listing_rests: () => ({
    subject: 'Nobody can see your page now',
    body: paragraphs(
      'You did not tell us that your page is right.',
      'Your visits stay as they are.',
      'You can show it again.',
    ),
  }),
  services_taken_off: () => ({
    subject: 'Personal care is not on your page now',
    body: paragraphs(
      'The law has rules about personal care.',
      'You need to be registered with the CQC.',
      'The council has to check it.',
      'Your visits stay as they are.',
      'You can ask the council about it.',
    ),
  }),
  message_waiting: ({from, forName}) => ({
    subject: `${from} wrote to you`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      `${from} sent a message.`,
      'You can read it and answer.',
      'Please do not send your phone number yet.',
    ),
  }),
  visits_answered: ({worker, outcome, visits, firstOn, forName}) => ({
    subject: {accepted: `${worker} said yes`, declined: `${worker} said no`, expired: `${worker} did not answer`}[
      outcome
    ],
    body: paragraphs(
      forName && `This is about ${forName}.`,
      `You asked ${worker} to come for ${counted(visits, 'visit')}.`,
      `The first one was to be on ${formatDay(firstOn)}.`,
      outcome === 'accepted' ? `${worker} will come.` : `${worker} will not come.`,
      outcome !== 'accepted' && 'The money is back in your budget.',
    ),
  }),
  visits_cancelled: ({other, forName, side, today}) => ({
    subject: `Visits are called off: ${other}`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      side === 'holder' ? `${other} will not come to the visits you booked.` : `${other} does not need the visits.`,
      today && 'One of these visits was today.',
      side === 'holder' && 'You can ask us for help to find somebody else.',
    ),
  }),
  ...EASY_VISITS,
  visits_beyond: ({worker, visits, firstOn, side, forName}) => ({
    subject: side === 'holder' ? `Check your visits with ${worker}` : 'Check your visits',
    body: paragraphs(
      forName && `This is about ${forName}.`,
      `${counted(visits, 'visit')} may not be on the list of people we have checked.`,
      `The first one is on ${formatDay(firstOn)}.`,
      side === 'holder' ? 'You choose what to do.' : 'Look at your place on the register.',
    ),
  }),
  plan_moved: ({what, person, toPerson}) => ({
    subject: {
      offered: 'Please read the plan',
      agreed: 'The plan is with the council',
      reopened: 'The plan is being changed',
      accepted: 'The council says yes to the plan',
      returned: 'The council says not yet to the plan',
    }[what],
    body: paragraphs(
      !toPerson && `This is about ${person}.`,
      {
        offered: 'Somebody wrote a plan with you. Is it right? You can say yes. You can ask for a change.',
        agreed: 'The council reads it now. We tell you what they say.',
        reopened: 'You can write in it again.',
        accepted: 'You can look for help now.',
        returned: 'You can read why. You can change the plan.',
      }[what],
    ),
  }),
  proposal_told: ({what, proposer, person, worker, to}) => ({
    subject: {
      made: `${proposer} has an idea for ${to === 'person' ? 'you' : person}`,
      accepted: `Yes to ${worker}`,
      declined: `No to ${worker}`,
      change_wanted: `Something should change: ${worker}`,
      withdrawn: `${proposer} took the idea back`,
    }[what],
    body: paragraphs(
      to !== 'person' && `This is about ${person}.`,
      what === 'made' && `The idea is about ${worker}.`,
      what === 'made' && 'You can say yes. You can say no. You can ask for a change.',
      what === 'made' && 'Nothing happens before you say yes.',
      what === 'accepted' && `We have asked ${worker}.`,
    ),
  }),
  application_decided: () => ({
    subject: 'We have decided',
    body: paragraphs('You asked to be on our list.', 'We have decided.', 'You can read what we decided.'),
  }),
  application_deferred: () => ({
    subject: 'We will decide later',
    body: paragraphs('You asked to be on our list.', 'We will decide later.', 'We keep everything you gave us.'),
  }),
  applicant_asked: () => ({
    subject: 'We need something from you',
    body: paragraphs('You asked to be on our list.', 'We need one more thing from you.', 'Please read what it is.'),
  }),
  appeal_received: () => ({
    subject: 'We got your appeal',
    body: paragraphs('You told us that you do not agree.', 'Somebody new will look at it.', 'We will write to you.'),
  }),
  appeal_decided: () => ({
    subject: 'We have an answer for you',
    body: paragraphs(
      'You told us that you did not agree.',
      'Somebody new has looked at it.',
      'You can read the answer.',
    ),
  }),
};
