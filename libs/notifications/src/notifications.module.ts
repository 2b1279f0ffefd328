import {Global, Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {Notice} from './notice.entity.js';
import {Notices} from './notices.js';
import {ReadOutbox} from './outbox/read-outbox.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Notice])],
  providers: [Notices, ReadOutbox],
  exports: [Notices, ReadOutbox],
})
export class NotificationsModule {}
