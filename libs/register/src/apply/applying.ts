import {AnswerQuestion} from './answer-question.js';
import {ReadAnswers} from './answers.js';
import {ApplicationAnswer} from './application-answer.entity.js';
import {ChangeChannel} from './change-channel.js';
import {HandIn} from './hand-in.js';
import {RequireFilledIn} from './require-filled-in.js';
import {ReadApply} from './read-apply.js';
import {Enquiries} from '../enquiries/enquiries.js';
import {Enquiry} from '../enquiries/enquiry.entity.js';
import {RecordEnquiry} from '../enquiries/record-enquiry.js';
import {AddFile} from '../files/add-file.js';
import {EvidenceFile} from '../files/evidence-file.entity.js';
import {EvidenceFiles} from '../files/evidence-files.js';
import {HandleFile} from '../files/handle-file.js';
import {ScanFile} from '../files/scan-file.js';
import {SweepFiles} from '../files/sweep-files.js';
import {AnswerReference} from '../referees/answer-reference.js';
import {AskReferees} from '../referees/ask-referees.js';
import {HandleReference} from '../referees/handle-reference.js';
import {IssueReferenceLink} from '../referees/issue-reference-link.js';
import {NameReferee} from '../referees/name-referee.js';
import {ReadReferences} from '../referees/read-references.js';
import {Referee, ReferenceAnswer, ReferenceLink} from '../referees/referee.entity.js';
import {References} from '../referees/references.js';

/** What applying adds to the register's module. */
export const APPLYING_ENTITIES = [Enquiry, ApplicationAnswer, EvidenceFile, Referee, ReferenceLink, ReferenceAnswer];

export const APPLYING_OFFERED = [
  RecordEnquiry,
  Enquiries,
  ReadApply,
  AnswerQuestion,
  ChangeChannel,
  HandIn,
  AddFile,
  HandleFile,
  EvidenceFiles,
  SweepFiles,
  NameReferee,
  HandleReference,
  AnswerReference,
  ReadReferences,
  IssueReferenceLink,
  References,
];

export const APPLYING_INSIDE = [ReadAnswers, AskReferees, RequireFilledIn, ScanFile];
