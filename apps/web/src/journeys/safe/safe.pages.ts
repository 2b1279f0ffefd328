import type {Type} from '@nestjs/common';
import {ComplaintController} from './complaint.controller.js';
import {ComplaintsPageController} from './complaints.controller.js';
import {ConcernController} from './concern.controller.js';

/** Being safe, and being heard: concerns and complaints from anybody. */
export const SAFE_PAGES: Type[] = [ConcernController, ComplaintController, ComplaintsPageController];
