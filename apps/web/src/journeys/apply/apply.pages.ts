import type {Type} from '@nestjs/common';
import {EasyReadController} from '../easy-read/easy-read.controller.js';
import {ApplyStartController} from './apply-start.controller.js';
import {CheckController} from './check.controller.js';
import {EnquiryController} from './enquiry.controller.js';
import {FilesController} from './files.controller.js';
import {QuestionController} from './question.controller.js';
import {RefereesController} from './referees.controller.js';
import {ReferenceController} from './reference.controller.js';
import {RequestAnswerController} from './request-answer.controller.js';
import {TasksController} from './tasks.controller.js';
import {WithdrawController} from './withdraw.controller.js';

/** From an enquiry to an application that is handed in, and the pages of referees. */
export const APPLY_PAGES: Type[] = [
  EasyReadController,
  ApplyStartController,
  EnquiryController,
  TasksController,
  QuestionController,
  FilesController,
  RefereesController,
  RequestAnswerController,
  CheckController,
  WithdrawController,
  ReferenceController,
];
