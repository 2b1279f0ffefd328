import type {Type} from '@nestjs/common';
import {PauseController} from './pause.controller.js';

/** Hospital and holiday: support pauses, and goes on. */
export const PAUSE_PAGES: Type[] = [PauseController];
