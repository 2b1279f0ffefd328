import type {Type} from '@nestjs/common';
import {AudienceController} from './audience.controller.js';
import {OffersController} from './offers.controller.js';
import {SessionsController} from './sessions.controller.js';
import {PreviewController} from './preview.controller.js';
import {OwnPictureController} from './picture.controller.js';
import {InvitationsController} from './invitations.controller.js';
import {TeamController} from './team.controller.js';
import {TermsController} from './terms.controller.js';
import {AreaController} from './area.controller.js';
import {AwayController} from './away.controller.js';
import {ExtraHoursController} from './extra.controller.js';
import {ExperienceController} from './experience.controller.js';
import {WeeklyHoursController} from './hours.controller.js';
import {OwnListingController} from './own-listing.controller.js';
import {RatesController} from './rates.controller.js';
import {ServicesController} from './services.controller.js';
import {WordsController} from './words.controller.js';

/** A PA's or provider's own listing, and a page for each part of it that they change. */
export const OWN_LISTING_PAGES: Type[] = [
  OwnListingController,
  WordsController,
  ServicesController,
  RatesController,
  WeeklyHoursController,
  AwayController,
  ExtraHoursController,
  AreaController,
  ExperienceController,
  TermsController,
  TeamController,
  InvitationsController,
  OwnPictureController,
  AudienceController,
  PreviewController,
  OffersController,
  SessionsController,
];
