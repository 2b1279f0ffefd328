import {Module} from '@nestjs/common';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {ReadFigures} from './read-figures.js';

@Module({imports: [RegisterModule, ListingsModule], providers: [ReadFigures], exports: [ReadFigures]})
export class InsightModule {}
