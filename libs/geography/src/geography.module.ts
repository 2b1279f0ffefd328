import {Global, Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {GeographyEdition, PostcodeImportFile} from './edition.entity.js';
import {Geography} from './geography.js';
import {Place} from './place.entity.js';
import {Outcode, Postcode} from './postcode.entity.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([GeographyEdition, PostcodeImportFile, Postcode, Outcode, Place])],
  providers: [Geography],
  exports: [Geography],
})
export class GeographyModule {}
