import 'reflect-metadata';
import {getMetadataArgsStorage} from 'typeorm';
import '@app/allocations';
import '@app/bookings';
import '@app/choices';
import '@app/conversations';
import '@app/directory';
import '@app/geography';
import '@app/identity';
import '@app/insight';
import '@app/listings';
import '@app/notifications';
import '@app/plans';
import '@app/platform';
import '@app/register';
import '@app/search';

/** Every entity class that the libs declare: importing a lib is enough to know them. */
export function everyEntity(): (new () => object)[] {
  return getMetadataArgsStorage().tables.map((table) => table.target as new () => object);
}
