import type {Type} from '@nestjs/common';
import {CouncilFeedbackController} from './council-feedback.controller.js';
import {GiveFeedbackController} from './give-feedback.controller.js';
import {ReceivedFeedbackController} from './received-feedback.controller.js';

/** What people say of support that they had, the answers to it, and who looks at both first. */
export const FEEDBACK_PAGES: Type[] = [GiveFeedbackController, ReceivedFeedbackController, CouncilFeedbackController];
