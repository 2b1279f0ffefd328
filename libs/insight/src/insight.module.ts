import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {AllocationsModule} from '@app/allocations';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {SearchFiguresModule} from '@app/search';
import {PRIVACY_ENTITIES, PRIVACY_OFFERED} from './privacy/privacy.parts.js';
import {ReadFigures} from './read-figures.js';
import {ReviewTables} from './review-tables.js';

@Module({
  imports: [
    AllocationsModule,
    RegisterModule,
    ListingsModule,
    SearchFiguresModule,
    TypeOrmModule.forFeature(PRIVACY_ENTITIES),
  ],
  providers: [ReadFigures, ReviewTables, ...PRIVACY_OFFERED],
  exports: [ReadFigures, ...PRIVACY_OFFERED],
})
export class InsightModule {}
