import type {Environment} from '@app/platform';
import type {DataSource} from 'typeorm';

/** What each case about people gets: servers of the measurement's own, and a council in them. */
export interface PeopleWorld {
  environment: Environment;
  /** Sees and may do everything. */
  superuser: DataSource;
  superuserUrl: string;
  councilId: string;
}
