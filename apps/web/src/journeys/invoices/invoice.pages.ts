import type {Type} from '@nestjs/common';
import {InvoicesController} from './invoices.controller.js';
import {OwnInvoicesController} from './own-invoices.controller.js';

/** Invoices of those who are not employed, from both sides. */
export const INVOICE_PAGES: Type[] = [OwnInvoicesController, InvoicesController];
