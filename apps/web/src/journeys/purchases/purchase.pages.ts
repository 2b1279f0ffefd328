import type {Type} from '@nestjs/common';
import {CouncilPurchasesPageController} from './council-purchases.controller.js';
import {PurchasePageController} from './purchase.controller.js';
import {PurchasesPageController} from './purchases.controller.js';

/** What people buy without a booking, and what the council talks with them about. */
export const PURCHASE_PAGES: Type[] = [PurchasesPageController, PurchasePageController, CouncilPurchasesPageController];
