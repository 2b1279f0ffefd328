import {Module} from '@nestjs/common';
import {GeographyModule} from '@app/geography';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {ListingsController} from './listings/listings.controller.js';
import {OwnListingController} from './listings/own-listing.controller.js';
import {OwnOfferController} from './listings/own-offer.controller.js';
import {SessionsController} from './sessions/sessions.controller.js';

@Module({
  imports: [IdentityModule, GeographyModule, ListingsModule],
  controllers: [SessionsController, OwnListingController, OwnOfferController, ListingsController],
})
export class ApiModule {}
