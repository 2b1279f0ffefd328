import {Injectable, Logger} from '@nestjs/common';
import {UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {CONTENT, GENESIS, chainHash} from './chain.js';

const BATCH = 500;
const PAUSE_MS = 1_000;
const RAISE_EVERY_MS = 60_000;
/** No transaction is left open so long: below an entry this old, all that will ever commit has committed. */
const SETTLED = `interval '15 minutes'`;

/** Chains new audit entries, in batches, in the worker, within seconds of their commit. */
@Injectable()
export class AuditSealer {
  private readonly log = new Logger(AuditSealer.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  /** Every entry up to this one is sealed; looking starts behind it. */
  private floor = 0;
  private raiseAt = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.running = this.running
        .then(() => this.sealAll())
        .catch((error: unknown) => {
          this.log.warn(`the audit trail could not be sealed: ${String(error)}`);
        });
    }, PAUSE_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Seals all that has been committed. @returns how many entries */
  async sealAll(): Promise<number> {
    const settled = await this.settled();
    const councils = await this.dataSource.query<{id: string}[]>(
      `SELECT audit_unsealed_councils AS id FROM audit_unsealed_councils($1)`,
      [this.floor],
    );
    let sealed = 0;
    for (const {id} of councils) {
      for (let count = BATCH; count === BATCH;) {
        count = await this.uow.run(id, (tx) => sealBatch(tx, id, this.floor));
        sealed += count;
      }
    }
    this.floor = settled;
    return sealed;
  }

  /** The newest entry below which nothing more can appear: once it is sealed, no run has to look there again. */
  private async settled(): Promise<number> {
    if (Date.now() < this.raiseAt) return this.floor;
    this.raiseAt = Date.now() + RAISE_EVERY_MS;
    const [row] = await this.dataSource.query<{floor: number}[]>(`SELECT audit_settled_through(${SETTLED}) AS floor`);
    return Math.max(this.floor, row?.floor ?? 0);
  }
}

async function sealBatch(tx: Tx, councilId: string, floor: number): Promise<number> {
  // One sealer at a time for a council; another worker waits here and then sees what this one sealed.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`audit ${councilId}`]);
  const [head] = await tx.query<{seq: number; hash: Buffer}[]>(
    `SELECT seq, hash FROM audit_seal ORDER BY seq DESC LIMIT 1`,
  );
  const entries = await tx.query<{id: number; content: string}[]>(
    `SELECT e.id, ${CONTENT} AS content FROM audit_entry e
     WHERE e.id > $1 AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id) ORDER BY e.id LIMIT ${BATCH}`,
    [floor],
  );
  if (entries.length === 0) return 0;
  let hash = head?.hash ?? GENESIS;
  const hashes = entries.map((entry) => (hash = chainHash(hash, entry.content)));
  await tx.query(
    `INSERT INTO audit_seal (council_id, seq, entry_id, hash)
     SELECT $1, $2 + n, entry_id, hash FROM unnest($3::bigint[], $4::bytea[]) WITH ORDINALITY AS t (entry_id, hash, n)`,
    [councilId, head?.seq ?? 0, entries.map((entry) => entry.id), hashes],
  );
  return entries.length;
}
