import type {Type} from '@nestjs/common';
import {CancelVisitController} from './cancel-visit.controller.js';
import {ChangeController} from './change.controller.js';
import {MoveController} from './move.controller.js';
import {NoShowController} from './no-show.controller.js';
import {WorkerController} from './worker.controller.js';
import {VisitController} from './visit.controller.js';

/** One visit, and what either side can do about it. */
export const VISIT_PAGES: Type[] = [
  VisitController,
  WorkerController,
  MoveController,
  CancelVisitController,
  NoShowController,
  ChangeController,
];
