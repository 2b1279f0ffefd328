import type {Type} from '@nestjs/common';
import {DataRequestsController} from './data-requests.controller.js';
import {MyDataController} from './my-data.controller.js';
import {NoticeController} from './notice.controller.js';
import {ProcessingController} from './processing.controller.js';
import {ReadingsController} from './readings.controller.js';
import {ReviewController} from './review.controller.js';

/** What is kept of people, what they may ask about it, and who read what. */
export const PRIVACY_PAGES: Type[] = [
  NoticeController,
  MyDataController,
  DataRequestsController,
  ReviewController,
  ProcessingController,
  ReadingsController,
];
