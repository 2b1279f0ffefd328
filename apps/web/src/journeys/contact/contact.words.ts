import type {CallOutcome, Channel, Choice, Failure, Format, Need} from '@app/notifications';
import {words} from '../../words/t.js';

export const CHANNEL_WORDS: Record<Channel, string> = words({
  email: 'E-mail',
  sms: 'Text message',
  letter: 'Letter',
  phone: 'Phone call',
  help: 'Help to understand',
});

export const FORMAT_WORDS: Record<Format, string> = words({
  standard: 'Standard',
  easy_read: 'Easy read',
  large_print: 'Large print',
  audio: 'A recording to listen to',
});

export const NEED_WORDS: Record<Need, string> = words({
  audio: 'Record it and send the recording',
  translation: 'Translate it',
  easy_read: 'Write it in easy read',
  interpreter: 'Call with an interpreter',
});

export const FAILURE_WORDS: Record<Failure, string> = words({
  refused: 'The sending service did not take it',
  undeliverable: 'It came back: nothing arrives there',
  temporary: 'It did not arrive this time: the mailbox was full or the phone was off',
  technical: 'The sending service had a fault',
  too_long: 'It is too long for a text message',
  no_address: 'We have nothing to reach them by',
  known_bad: 'Something came back from there before',
  not_reached: 'Nobody answered three calls',
  gave_up: 'The sending service could not be reached for hours',
});

export const OUTCOME_WORDS: Record<CallOutcome, string> = words({
  reached: 'I spoke to them',
  no_answer: 'Nobody answered',
  message_not_left: 'It went to voicemail, and I left no message',
});

export const WAY_WORDS: Record<Choice, string> = words({
  email: 'Send an e-mail',
  sms: 'Send a text message',
  letter: 'Send a letter',
  phone: 'Have somebody ring them',
});
