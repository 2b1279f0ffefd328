import {Injectable} from '@nestjs/common';
import {UnitOfWork} from '@app/platform';

export interface ServiceWords {
  code: string;
  name: string;
  description: string;
  regulated: boolean;
}

/** With the type of the Local Government Association’s list that means the same, where one is known. */
export interface OpenService extends Omit<ServiceWords, 'regulated'> {
  esdId: number | null;
  esdLabel: string | null;
}

/** The kinds of help there are, for forms and filters. */
@Injectable()
export class Services {
  constructor(private readonly uow: UnitOfWork) {}

  /** Those of every council, for open data. */
  all(): Promise<OpenService[]> {
    return this.uow.run(null, (tx) =>
      tx.query<OpenService[]>(
        `SELECT code, name, description, esd_id AS "esdId", esd_label AS "esdLabel" FROM public_services() ORDER BY name`,
      ),
    );
  }

  /**
   * By name. A council's own word for a code comes before the general one.
   * @param councilId null for somebody who has not signed in: the general ones
   */
  list(councilId: string | null): Promise<ServiceWords[]> {
    return this.uow.run(councilId, (tx) =>
      tx.query<ServiceWords[]>(
        `SELECT code, name, description, regulated FROM (
           SELECT DISTINCT ON (code) code, name, description, regulated FROM service ORDER BY code, council_id NULLS LAST
         ) known ORDER BY name`,
      ),
    );
  }
}
