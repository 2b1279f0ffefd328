import type {Type} from '@nestjs/common';
import {CallsPageController} from './calls.controller.js';
import {ContactPageController} from './contact.controller.js';
import {FindPersonController} from './find-person.controller.js';
import {LettersPageController} from './letters.controller.js';
import {PeopleContactPageController} from './people-contact.controller.js';
import {UndeliveredPageController} from './undelivered.controller.js';

/** How people are told; and for staff what did not reach them, whom to ring, and letters to post. */
export const CONTACT_PAGES: Type[] = [
  ContactPageController,
  FindPersonController,
  PeopleContactPageController,
  UndeliveredPageController,
  CallsPageController,
  LettersPageController,
];
