import type {Type} from '@nestjs/common';
import {BehalfPageController} from './behalf.controller.js';
import {CapacityController} from './capacity.controller.js';
import {EndController} from './end.controller.js';
import {MineController} from './mine.controller.js';
import {CouncilPeopleController} from './people.controller.js';
import {RecordController} from './record.controller.js';

/** Who acts for whom: recorded and ended by staff, seen and ended by the holder; and staff on somebody's behalf. */
export const REPRESENTATION_PAGES: Type[] = [
  CouncilPeopleController,
  CapacityController,
  RecordController,
  EndController,
  BehalfPageController,
  MineController,
];
