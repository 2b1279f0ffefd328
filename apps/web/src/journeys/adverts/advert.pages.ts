import type {Type} from '@nestjs/common';
import {AdvertAnswersController} from './answers.controller.js';
import {CouncilAdvertsController} from './council-adverts.controller.js';
import {OwnAdvertController} from './own-advert.controller.js';
import {OwnAdvertsController} from './own-adverts.controller.js';

/** Adverts: what somebody needs, looked at by the council, answered by PAs and providers. */
export const ADVERT_PAGES: Type[] = [
  OwnAdvertsController,
  OwnAdvertController,
  AdvertAnswersController,
  CouncilAdvertsController,
];
