import {Secret, TOTP} from 'otpauth';
import type {World} from './people.js';

/** An authenticator app, as somebody's phone has it; each code it shows is of a later half minute than the last. */
export class Authenticator {
  private readonly totp: TOTP;
  private step = Math.floor(Date.now() / 30_000) - 2;

  /** @param key as a page shows it */
  constructor(key: string) {
    this.totp = new TOTP({secret: Secret.fromBase32(key.replaceAll(' ', '')), period: 30});
  }

  /** One that was not used yet. A test is quicker than a clock, so it may be that of the half minute to come. */
  next(): string {
    this.step = Math.max(this.step + 1, Math.floor(Date.now() / 30_000) - 1);
    return this.at(this.step);
  }

  at(step: number): string {
    return this.totp.generate({timestamp: step * 30_000});
  }
}

/** From long ago on, this council's staff and public need a second factor. */
export async function askSecondFactor({owner}: World, councilId: string): Promise<void> {
  await owner.query(
    `INSERT INTO council_sign_in (council_id, role_group, starts_on, local_accounts, second_factor, idle_minutes,
                                  absolute_minutes, fresh_minutes, source)
     SELECT $1, g, '2021-01-01', true, true, 30, 720, 15, 'For a test' FROM unnest(ARRAY['staff', 'public']) AS g`,
    [councilId],
  );
}
