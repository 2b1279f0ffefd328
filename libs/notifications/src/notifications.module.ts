import {Global, Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {CallAttempt} from './calls/call-attempt.entity.js';
import {CallList} from './calls/call-list.js';
import {Delivery} from './delivery/delivery.entity.js';
import {FanOut} from './delivery/fan-out.js';
import {LetterBatch} from './letters/letter-batch.entity.js';
import {LetterPdf} from './letters/letter-pdf.js';
import {LetterQueue} from './letters/letter-queue.js';
import {Notice} from './notice.entity.js';
import {Notices} from './notices.js';
import {ReadOutbox} from './outbox/read-outbox.js';
import {OwnNotices} from './own-notices.js';
import {AlsoTell} from './preferences/also-tell.js';
import {AlsoTold} from './preferences/also-told.entity.js';
import {ContactPoint} from './preferences/contact-point.entity.js';
import {ContactPreference} from './preferences/contact-preference.entity.js';
import {OwnFrame} from './own-frame.js';
import {ReadReachable} from './preferences/reachable.js';
import {ReadContact} from './preferences/read-contact.js';
import {Reminders} from './preferences/reminders.js';
import {SaveContact} from './preferences/save-contact.js';
import {WhoseContact} from './preferences/whose-contact.js';
import {ConcludeDeliveries} from './sending/conclude-deliveries.js';
import {CouncilSending} from './sending/council-sending.entity.js';
import {ReceiveReceipt} from './sending/receive-receipt.js';
import {SendDeliveries} from './sending/send-deliveries.js';
import {SendDue} from './sending/send-due.js';
import {Senders} from './sending/senders.js';
import {SetUpSending} from './sending/set-up-sending.js';
import {SettleUndelivered} from './undelivered/settle.js';
import {ReadUndelivered} from './undelivered/undelivered.js';
import {CouncilWords} from './words/council-words.js';
import {MessageWords} from './words/message-words.entity.js';
import {PreviewWords} from './words/preview-words.js';
import {WordsFor} from './words/words-for.js';
import {WriteToPerson} from './write-to-person.js';

const ENTITIES = [
  Notice,
  Delivery,
  LetterBatch,
  CallAttempt,
  ContactPreference,
  ContactPoint,
  AlsoTold,
  CouncilSending,
  MessageWords,
];
const PROVIDED = [
  Notices,
  OwnNotices,
  OwnFrame,
  Reminders,
  ReadOutbox,
  ReadContact,
  SaveContact,
  AlsoTell,
  LetterQueue,
  CallList,
  ReadUndelivered,
  SettleUndelivered,
  WriteToPerson,
  CouncilWords,
  PreviewWords,
  SetUpSending,
  ReceiveReceipt,
  SendDeliveries,
  SendDue,
];
const WITHIN = [WhoseContact, ReadReachable, WordsFor, FanOut, LetterPdf, Senders, ConcludeDeliveries];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES)],
  providers: [...PROVIDED, ...WITHIN],
  exports: PROVIDED,
})
export class NotificationsModule {}
