import type {Type} from '@nestjs/common';
import {ChangesController} from './changes.controller.js';
import {TakeDownController} from './take-down.controller.js';
import {VersionsController} from './versions.controller.js';
import {WithdrawChangeController} from './withdraw.controller.js';

/** Changes of listings that are looked at before they show, pictures that are taken down, and what was shown before. */
export const CHANGE_PAGES: Type[] = [
  ChangesController,
  TakeDownController,
  VersionsController,
  WithdrawChangeController,
];
