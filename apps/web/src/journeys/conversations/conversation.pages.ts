import type {Type} from '@nestjs/common';
import {ConversationController} from './conversation.controller.js';
import {ConversationsController} from './conversations.controller.js';
import {ReportController} from './report.controller.js';
import {ReportsController} from './reports.controller.js';
import {SharingController} from './sharing.controller.js';
import {WriteController} from './write.controller.js';

/** People reaching each other: conversations, and those that the council was asked to look at. */
export const CONVERSATION_PAGES: Type[] = [
  ConversationsController,
  ConversationController,
  WriteController,
  SharingController,
  ReportController,
  ReportsController,
];
