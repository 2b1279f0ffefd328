import {Module} from '@nestjs/common';
import {GeographyModule} from '@app/geography';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {ApplicationsController} from './applications/applications.controller.js';
import {EvidenceController} from './applications/evidence.controller.js';
import {ListingsController} from './listings/listings.controller.js';
import {OwnListingController} from './listings/own-listing.controller.js';
import {OwnOfferController} from './listings/own-offer.controller.js';
import {SuspensionsController} from './members/suspensions.controller.js';
import {SessionsController} from './sessions/sessions.controller.js';

@Module({
  imports: [IdentityModule, GeographyModule, RegisterModule, ListingsModule],
  controllers: [
    ApplicationsController,
    EvidenceController,
    SuspensionsController,
    SessionsController,
    OwnListingController,
    OwnOfferController,
    ListingsController,
  ],
})
export class ApiModule {}
