// Foreign keys lead to tables of other libs: those have to be known, whatever else a command loads.
import '@app/allocations';
import '@app/directory';
import '@app/listings';
import '@app/plans';
import {connection, type Environment} from '@app/platform';
import {DataSource, getMetadataArgsStorage} from 'typeorm';

/** Work as the owner of the tables, who sees every council: setting up, verifying, measuring; never serving. */
export async function withOwner<T>(environment: Environment, work: (owner: DataSource) => Promise<T>): Promise<T> {
  const entities = getMetadataArgsStorage().tables.map((table) => table.target);
  const owner = await new DataSource({...connection(environment.ownerUrl), entities, poolSize: 2}).initialize();
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}
