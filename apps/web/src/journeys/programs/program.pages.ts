import {AccountsController} from './accounts.controller.js';
import {ProgramsController} from './programs.controller.js';
import {SignInRulesController} from './sign-in-rules.controller.js';

/** How a council lets its people and its programs in. */
export const PROGRAM_PAGES = [ProgramsController, SignInRulesController, AccountsController];
