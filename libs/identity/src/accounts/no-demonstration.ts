import {Injectable, type OnModuleInit} from '@nestjs/common';
import {Environment, PlainError} from '@app/platform';
import {DataSource} from 'typeorm';

/** A process of a real installation does not start while anybody could sign in with the demonstration's password. */
@Injectable()
export class NoDemonstration implements OnModuleInit {
  constructor(
    private readonly environment: Environment,
    private readonly dataSource: DataSource,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.environment.production) return;
    const [found] = await this.dataSource.query<{present: boolean}[]>(`SELECT has_demonstration_accounts() AS present`);
    if (found?.present) {
      throw new PlainError(
        'the demonstration’s accounts are in this database; production needs a database without them',
      );
    }
  }
}
