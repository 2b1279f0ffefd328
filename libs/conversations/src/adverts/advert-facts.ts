import {Injectable} from '@nestjs/common';
import {Representatives} from '@app/identity';
import type {Tx} from '@app/platform';

/** What is to be told of adverts. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class AdvertFacts {
  constructor(private readonly representatives: Representatives) {}

  /** Who hears of the decision: whose it is, and who may reach out for them. */
  async decided(tx: Tx, id: string) {
    const [advert] = await tx.query<{title: string; open: boolean; holderId: string; holderName: string}[]>(
      `SELECT a.title, a.state = 'open' AS open, h.id AS "holderId", h.name AS "holderName"
       FROM advert a JOIN person h ON h.id = a.holder_id WHERE a.id = $1 AND a.state IN ('open', 'refused')`,
      [id],
    );
    if (!advert) return null;
    const {holderId, holderName, title, open} = advert;
    const others = await this.representatives.of(tx, holderId, 'reach_out');
    const readers = [{personId: holderId, forName: ''}, ...others.map((personId) => ({personId, forName: holderName}))];
    return {title, open, readers};
  }
}
