import type {Type} from '@nestjs/common';
import {CouncilWorkersController} from './council-workers.controller.js';
import {OwnWorkersController} from './own-workers.controller.js';

/** Who of an organisation meets people, each with a DBS certificate of their own: for who leads it, and for the council. */
export const WORKERS_PAGES: Type[] = [OwnWorkersController, CouncilWorkersController];
