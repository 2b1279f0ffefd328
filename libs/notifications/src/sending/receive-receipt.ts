import {Injectable} from '@nestjs/common';
import {Councils} from '@app/identity';
import {DomainError} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Failure} from '../delivery/delivery.entity.js';
import {CouncilSending} from './council-sending.entity.js';
import {Senders} from './senders.js';

export interface Receipt {
  reference: string;
  status: string;
}

/** What Notify says of a message that did not arrive; anything else, like `sent`, changes nothing. */
const FAILED: Readonly<Record<string, Failure>> = {
  'permanent-failure': 'undeliverable',
  'temporary-failure': 'temporary',
  'technical-failure': 'technical',
  'validation-failed': 'refused',
};
const ARRIVED = ['delivered', 'received'];

/** Takes what the sending service says of each message later, when it carries the council's token. */
@Injectable()
export class ReceiveReceipt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly councils: Councils,
    private readonly senders: Senders,
  ) {}

  /**
   * @param read what is in it: looked at only once the token is right
   * @throws SIGN_IN_NEEDED: the same for an unknown council, one that sends nothing, and a wrong token
   */
  async run(councilCode: string, token: string, read: () => Receipt): Promise<void> {
    const councilId = await this.councils.idOf(councilCode);
    const settings = councilId && (await this.uow.run(councilId, (tx) => tx.findOneBy(CouncilSending, {councilId})));
    const right = this.senders.isTokenOf(settings ? settings.reference : '', token);
    if (!councilId || !right)
      throw new DomainError('unauthenticated', 'SIGN_IN_NEEDED', 'This token is not known here.');
    const {reference, status} = read();
    await this.uow.run(councilId, async (tx) => {
      const failure = FAILED[status];
      if (failure) await fail(tx, reference, failure);
      else if (ARRIVED.includes(status)) {
        await tx.query(`UPDATE delivery SET state = 'delivered' WHERE id = $1 AND state IN ('waiting', 'sent')`, [
          reference,
        ]);
      }
    });
  }
}

/** An address that nothing reaches is marked, so that nobody relies on it until it is changed. */
async function fail(tx: Tx, id: string, failure: Failure): Promise<void> {
  const [failed] = await tx.query<{personId: string | null; to: string; channel: string; councilId: string}[]>(
    `WITH failed AS (
       UPDATE delivery SET state = 'failed', failure = $2 WHERE id = $1 AND state IN ('waiting', 'sent')
       RETURNING person_id, to_value, channel, council_id)
     SELECT person_id AS "personId", to_value AS to, channel, council_id AS "councilId" FROM failed`,
    [id, failure],
  );
  if (!failed?.personId || failure !== 'undeliverable') return;
  const {personId, to, channel, councilId} = failed;
  if (channel === 'email') {
    // The address with which somebody signs in stands nowhere else yet.
    await tx.query(
      `INSERT INTO contact_point (council_id, person_id, kind, value) VALUES ($1, $2, 'email', $3) ON CONFLICT DO NOTHING`,
      [councilId, personId, to],
    );
  }
  await tx.query(`UPDATE contact_point SET failed_at = now() WHERE person_id = $1 AND value = $2`, [personId, to]);
}
