import {Injectable} from '@nestjs/common';
import {Clock, invalid} from '@app/kernel';
import {Secrets, type Tx} from '@app/platform';
import {Secret, TOTP} from 'otpauth';
import {IsNull, Not} from 'typeorm';
import type {SignInAccount} from '../accounts/begin-session.js';
import {SecondFactor} from './second-factor.entity.js';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** A clock may be this many half minutes off. */
const WINDOW = 1;

export interface NewAuthenticator {
  /** For apps that read a QR code. */
  uri: string;
  /** The key in groups of four, for typing. */
  key: string;
}

/** Codes of six figures from an authenticator app (RFC 6238). */
@Injectable()
export class AuthenticatorApp {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** The key to put into an app. Asked again before it is confirmed, it is the same one. */
  async offer(tx: Tx, {accountId, councilId}: SignInAccount, label: string, issuer: string): Promise<NewAuthenticator> {
    const unconfirmed = {accountId, kind: 'totp' as const, confirmedAt: IsNull(), removedAt: IsNull()};
    const waiting = await tx.findOneBy(SecondFactor, unconfirmed);
    const secret = waiting?.secret ? this.opened(accountId, waiting.secret) : new Secret({size: SECRET_BYTES});
    if (!waiting) {
      const sealed = this.secrets.seal(accountId, secret.bytes);
      await tx.insert(SecondFactor, {councilId, accountId, kind: 'totp', name: 'Authenticator app', secret: sealed});
    }
    const key = secret.base32.replaceAll(/(.{4})(?=.)/g, '$1 ');
    return {uri: new TOTP({issuer, label, secret, period: PERIOD_SECONDS}).toString(), key};
  }

  /**
   * The app shows that it has the key.
   * @throws VALIDATION_FAILED when the code is not right
   */
  async confirm(tx: Tx, {accountId}: SignInAccount, code: string, name: string): Promise<void> {
    const waiting = await tx.findOne(SecondFactor, {
      where: {accountId, kind: 'totp', confirmedAt: IsNull(), removedAt: IsNull()},
      lock: {mode: 'pessimistic_write'},
    });
    const step = waiting && this.step(waiting, code);
    if (!waiting || step === null) {
      throw invalid({field: 'code', message: 'This code is not right. Enter the code that your app shows now.'});
    }
    await tx.update(SecondFactor, {id: waiting.id}, {name, lastStep: step, confirmedAt: () => 'now()'});
  }

  /** Whether one of their apps shows this code, and has not shown it here before. */
  async use(tx: Tx, accountId: string, code: string): Promise<boolean> {
    const apps = await tx.find(SecondFactor, {
      where: {accountId, kind: 'totp', confirmedAt: Not(IsNull()), removedAt: IsNull()},
      lock: {mode: 'pessimistic_write'},
    });
    for (const app of apps) {
      const step = this.step(app, code);
      if (step === null) continue;
      await tx.update(SecondFactor, {id: app.id}, {lastStep: step, lastUsedAt: () => 'now()'});
      return true;
    }
    return false;
  }

  /** The half minute that a code belongs to; null when it is of none that may still be used. */
  private step({accountId, secret, lastStep}: SecondFactor, typed: string): number | null {
    const token = typed.replaceAll(/\s/g, '');
    if (!secret || !/^\d{6}$/.test(token)) return null;
    const timestamp = this.clock.now().getTime();
    const totp = new TOTP({secret: this.opened(accountId, secret), period: PERIOD_SECONDS});
    const off = totp.validate({token, timestamp, window: WINDOW});
    if (off === null) return null;
    const step = Math.floor(timestamp / 1_000 / PERIOD_SECONDS) + off;
    return lastStep === null || step > lastStep ? step : null;
  }

  private opened(accountId: string, sealed: Buffer): Secret {
    const {buffer, byteOffset, byteLength} = this.secrets.open(accountId, sealed);
    return new Secret({buffer: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer});
  }
}
