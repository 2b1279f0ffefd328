import type {Type} from '@nestjs/common';
import {AllocationImportPageController} from './allocation-import.controller.js';
import {AllocationsPageController} from './allocations.controller.js';

/** Allocations from the council's finance system. */
export const ALLOCATION_PAGES: Type[] = [AllocationsPageController, AllocationImportPageController];
