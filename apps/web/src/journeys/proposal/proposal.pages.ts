import type {Type} from '@nestjs/common';
import {ProposalsPageController} from './proposals.controller.js';
import {ProposeController} from './propose.controller.js';

export const PROPOSAL_PAGES: Type[] = [ProposeController, ProposalsPageController];
