import type {
  ApplyTask,
  Channel,
  EnquiryChannel,
  EnquirySource,
  FileState,
  KnownFor,
  RefereeState,
  Relationship,
  RequirementKind,
  TaskState,
  WouldTrust,
} from '@app/register';
import {t, words} from './t.js';

/** What a page asks, in plain English; its easy-read sentences are in easy-words.ts. */
export interface QuestionWords {
  /** In the task list. */
  task: string;
  heading: string;
  hint?: string;
  options?: Record<string, {text: string; hint?: string}>;
}

const GENERAL: Record<string, QuestionWords> = words({
  born_on: {
    task: 'Your date of birth',
    heading: 'What is your date of birth?',
    hint: 'We use it to check your papers. It is never shown to anybody else. For example, 27 3 1980',
  },
  phone: {
    task: 'Your telephone number',
    heading: 'What is your telephone number?',
    hint: 'For the officer who deals with your application. It is not shown on your listing.',
  },
  services: {
    task: 'The work you do',
    heading: 'What help do you give, or want to give?',
    hint: 'Choose all that you do. What you choose decides which checks you need.',
  },
  care_tasks: {
    task: 'Care tasks',
    heading: 'Do you do any of these for adults?',
    hint: 'The law asks for a higher DBS check for them. Choose all that you do.',
    options: {
      personal_care: {text: 'Help with washing, dressing, eating or using the toilet'},
      health_care: {text: 'Health care, like dressings or feeding by tube'},
      medicines: {text: 'Help with medicines'},
      shopping_money: {
        text: 'Shopping, bills or money for somebody',
        hint: 'Because they need it for their age, illness or disability',
      },
      driving_to_care: {text: 'Driving somebody to hospital or to care'},
      none: {text: 'None of these'},
    },
  },
  status: {
    task: 'How you work',
    heading: 'How do you work, or plan to work?',
    options: {
      self_employed: {text: 'I work for myself', hint: 'You are self-employed and send invoices'},
      employed: {text: 'The people I support employ me', hint: 'They pay you a wage'},
      both: {text: 'Both'},
    },
  },
  drives: {
    task: 'Driving',
    heading: 'Do you drive as part of your work?',
    hint: 'For example, you take people to places, or do their shopping by car',
    options: {yes: {text: 'Yes'}, no: {text: 'No'}},
  },
  business_insurance: {
    task: 'Car insurance',
    heading: 'Does your car insurance cover business use?',
    hint: 'Insurance for private use does not cover driving for work. Your insurer can add it.',
    options: {yes: {text: 'Yes'}, no: {text: 'No, not yet'}},
  },
});

const PAPER_OPTIONS = words({
  show: {text: 'I will show it when we meet'},
  not_yet: {text: 'I do not have it yet'},
});

const OF_KIND: Partial<Record<RequirementKind, (title: string) => QuestionWords>> = {
  dbs: (title) => ({
    task: title,
    heading: t('Do you have a DBS certificate?'),
    hint: t('Never send us a copy: the law lets us keep none. An officer looks at the original and gives it back.'),
    options: {
      update_service: {text: t('Yes, and I use the DBS update service'), hint: t('You agree that we check it there')},
      certificate: {text: t('Yes, on paper only')},
      needed: {text: t('No, I need one'), hint: t('We tell you how to get one')},
    },
  }),
  code_of_conduct: (title) => ({
    task: title,
    heading: t('Do you agree to the code of conduct?'),
    hint: t(
      'Treat people with respect. Keep what they tell you to yourself. Come when you said. Report abuse at once.',
    ),
    options: {agreed: {text: t('Yes, I agree')}},
  }),
  self_declaration: (title) => ({
    task: title,
    heading: t('Is all of this true of you?'),
    hint: t(
      'What you told us is true. Nobody has stopped you from working with adults or children. No body that you belong to is looking into your work.',
    ),
    options: {
      all_true: {text: t('Yes, all of it is true')},
      talk_first: {
        text: t('I want to talk to somebody about it first'),
        hint: t('An officer rings you. Write nothing here.'),
      },
    },
  }),
  fee: (title) => ({
    task: title,
    heading: t('How will you pay the fee?'),
    options: {
      card: {text: t('By card, on the telephone')},
      bank_transfer: {text: t('By bank transfer')},
      cheque: {text: t('By cheque')},
      ask_for_help: {text: t('I need help with the fee')},
    },
  }),
};

/** The words of a task; of a paper, those of its requirement. */
export function taskWords({code, requirement}: Pick<ApplyTask, 'code' | 'requirement'>): QuestionWords {
  if (!requirement) return GENERAL[code] ?? {task: code, heading: code};
  const own = OF_KIND[requirement.kind];
  if (own) return own(requirement.title);
  return {task: requirement.title, heading: requirement.title, options: PAPER_OPTIONS};
}

export const TASK_STATES: Record<TaskState, {text: string; colour: string | null}> = words({
  done: {text: 'Completed', colour: null},
  known: {text: 'We have this', colour: 'green'},
  missing: {text: 'Not done yet', colour: 'blue'},
  theirs: {text: 'We arrange this with you', colour: null},
});

export const FILE_STATE_WORDS: Record<FileState, string> = words({
  quarantined: 'Waiting to be checked for viruses',
  clean: 'Received',
  released: 'Received',
  infected: 'We found a virus in this file, so we did not keep it. Send another one.',
  removed: 'Removed',
});

export const RELATIONSHIP_WORDS: Record<Relationship | 'family', string> = words({
  employer: 'Employer or manager',
  colleague: 'Colleague',
  client: 'Somebody they supported',
  tutor: 'Teacher or trainer',
  professional: 'Professional, like a nurse or social worker',
  community: 'From a club, faith group or neighbourhood',
  family: 'Family or partner',
});

export const KNOWN_FOR_WORDS: Record<KnownFor, string> = words({
  under_1: 'Less than a year',
  '1_to_3': '1 to 3 years',
  over_3: 'More than 3 years',
});

export const WOULD_TRUST_WORDS: Record<WouldTrust, string> = words({
  yes: 'Yes',
  not_sure: 'I am not sure',
  no: 'No',
});

/** As the applicant reads it. */
export const REFEREE_STATE_WORDS: Record<RefereeState, string> = words({
  named: 'We ask them when you hand in the application',
  asked: 'We have asked them',
  answered: 'They have answered',
  declined: 'They cannot give a reference. Name somebody else.',
  accepted: 'They have answered',
  unsuitable: 'We cannot use this reference. Name somebody else.',
  replaced: 'Replaced',
});

export const CHANNEL_WORDS: Record<Channel | EnquiryChannel, string> = words({
  online: 'On these pages',
  meeting: 'At a meeting',
  phone: 'By telephone',
  paper: 'On paper',
  event: 'At an event',
});

export const SOURCE_WORDS: Record<EnquirySource, string> = words({
  council_website: 'The council’s website',
  search_engine: 'A search engine',
  social_media: 'Social media',
  word_of_mouth: 'Somebody told me',
  event: 'An event',
  leaflet: 'A leaflet or poster',
  job_centre: 'The Jobcentre',
  college: 'A college or training provider',
  other: 'Somewhere else',
});
