import type {Type} from '@nestjs/common';
import {CouncilAgreementController} from './council.controller.js';
import {OwnAgreementController} from './own.controller.js';
import {AgreementTextController, PaymentsController} from './text.controller.js';

/** The direct payment agreement, and what is paid once it stands. */
export const DP_AGREEMENT_PAGES: Type[] = [
  OwnAgreementController,
  CouncilAgreementController,
  AgreementTextController,
  PaymentsController,
];
