import {Module} from '@nestjs/common';
import {BookingsModule} from '@app/bookings';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {ActingController} from './journeys/acting/acting.controller.js';
import {InformationController} from './journeys/information/information.controller.js';
import {EditListing} from './journeys/own-listing/edit-listing.js';
import {OWN_LISTING_PAGES} from './journeys/own-listing/own-listing.pages.js';
import {SignInController} from './journeys/sign-in/sign-in.controller.js';
import {StartController} from './journeys/start/start.controller.js';
import {WORK_PAGES} from './journeys/work/work.pages.js';

@Module({
  imports: [IdentityModule, RegisterModule, ListingsModule, BookingsModule],
  controllers: [
    StartController,
    InformationController,
    SignInController,
    ActingController,
    ...WORK_PAGES,
    ...OWN_LISTING_PAGES,
  ],
  providers: [EditListing],
})
export class WebModule {}
