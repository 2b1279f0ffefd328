import {Module} from '@nestjs/common';
import {IdentityModule} from '@app/identity';
import {SessionsController} from './sessions/sessions.controller.js';

@Module({
  imports: [IdentityModule],
  controllers: [SessionsController],
})
export class ApiModule {}
