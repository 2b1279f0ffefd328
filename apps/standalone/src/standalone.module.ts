import {Module, type DynamicModule} from '@nestjs/common';
import {PlatformModule, type Environment} from '@app/platform';
import {ApiModule} from '../../api/src/api.module.js';
import {WebModule} from '../../web/src/web.module.js';
import {WorkerModule} from '../../worker/src/worker.module.js';

/** Web, API and worker in one process. */
@Module({})
export class StandaloneModule {
  static forRoot(environment: Environment): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [PlatformModule.forRoot(environment), WebModule, ApiModule, WorkerModule],
    };
  }
}
