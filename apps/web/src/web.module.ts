import {Module} from '@nestjs/common';
import {InformationController} from './journeys/information/information.controller.js';
import {StartController} from './journeys/start/start.controller.js';

@Module({controllers: [StartController, InformationController]})
export class WebModule {}
