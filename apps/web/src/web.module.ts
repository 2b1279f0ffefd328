import {Module} from '@nestjs/common';
import {IdentityModule} from '@app/identity';
import {ActingController} from './journeys/acting/acting.controller.js';
import {InformationController} from './journeys/information/information.controller.js';
import {SignInController} from './journeys/sign-in/sign-in.controller.js';
import {StartController} from './journeys/start/start.controller.js';

@Module({
  imports: [IdentityModule],
  controllers: [StartController, InformationController, SignInController, ActingController],
})
export class WebModule {}
