import type {Type} from '@nestjs/common';
import {ImportPageController} from './import.controller.js';
import {ImportsPageController} from './imports.controller.js';

/** Former registers: looked at, prepared, confirmed. */
export const IMPORT_PAGES: Type[] = [ImportsPageController, ImportPageController];
