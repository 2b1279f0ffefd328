import type {Type} from '@nestjs/common';
import {SharedController} from './shared.controller.js';
import {StartSharedController} from './start-shared.controller.js';

/** Support that several people share. */
export const SHARED_PAGES: Type[] = [StartSharedController, SharedController];
