import {words} from './t.js';

/** The pages in easy read: short sentences, one thing each. Keys are the codes of questions, or names of pages. */
const PAGES: Record<string, readonly string[]> = words({
  start: [
    'You can ask to be on the council’s list.',
    'The people on the list have been checked.',
    'We ask you some questions. You can stop and come back.',
    'Somebody can help you to fill this in.',
  ],
  enquiry: ['Tell us your name.', 'Tell us how to reach you.', 'Somebody from the council will get in touch.'],
  complaint: [
    'Tell us if you are not happy.',
    'What happened?',
    'What do you want us to do?',
    'Tell us your name, and how to reach you.',
    'Somebody can help you.',
  ],
  tasks: [
    'This is a list of things to do.',
    'Choose one thing. Do it. Then come back to this list.',
    'You can stop at any time. We keep your answers.',
  ],
  check: ['Look at your answers.', 'Are they right?', 'If not, choose Change.', 'Then press the button to send them.'],
  withdraw: ['You can stop your application.', 'We will not check you any more.', 'You can apply again later.'],
  request: ['The council needs something from you.', 'Read what it is.', 'Write your answer in the box.'],
  referees: [
    'We want to ask people who know you about your work.',
    'They are called referees.',
    'They must not be your family or your partner.',
  ],
  reference: [
    'Somebody wants to support people in their homes.',
    'They gave us your name.',
    'Tell us what you think of them.',
    'You do not have to do this.',
  ],
  born_on: ['When were you born?', 'Write the day, the month and the year.'],
  phone: ['What is your phone number?', 'We may ring you.'],
  services: ['What help do you give people?', 'Tick everything that you do.'],
  care_tasks: [
    'Some work needs a stronger check.',
    'Tick the things that you do.',
    'If you do none, tick None of these.',
  ],
  status: ['How do you get paid?', 'You may work for yourself.', 'Or somebody may be your boss.'],
  drives: ['Do you use a car for your work?'],
  business_insurance: [
    'If you drive for work, your car needs special insurance.',
    'It is called business use.',
    'Do you have it?',
  ],
  paper: ['We need to see this paper.', 'You can send a photo or a scan.', 'Or you can show it to us when we meet.'],
  dbs: [
    'A DBS check says if somebody has a criminal record.',
    'Do not send us a copy of it.',
    'We look at the paper and give it back.',
  ],
  code_of_conduct: [
    'These are rules for how to treat people.',
    'Be kind. Be on time. Keep secrets safe.',
    'Tell us if somebody is hurt.',
  ],
  self_declaration: ['Read the sentences.', 'Are they all true?', 'If not, ask to talk to us.'],
  fee: ['There may be something to pay.', 'How do you want to pay?', 'Tell us if you need help.'],
});

export function easyWords(key: string): readonly string[] {
  return PAGES[key] ?? PAGES.paper ?? [];
}

/** For a test: every page has some. */
export const EASY_PAGES: readonly string[] = Object.keys(PAGES);
