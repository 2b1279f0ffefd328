import {Module} from '@nestjs/common';
import {AllocationsModule} from '@app/allocations';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {SearchModule} from '@app/search';
import {ActingController} from './journeys/acting/acting.controller.js';
import {FindController} from './journeys/find/find.controller.js';
import {InformationController} from './journeys/information/information.controller.js';
import {SignInController} from './journeys/sign-in/sign-in.controller.js';
import {StartController} from './journeys/start/start.controller.js';

@Module({
  imports: [IdentityModule, AllocationsModule, ListingsModule, SearchModule],
  controllers: [StartController, FindController, InformationController, SignInController, ActingController],
})
export class WebModule {}
