import {createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {Environment} from '../env/environment.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Production does not start without a key of its own. */
const DEVELOPMENT = 'a key that is only there for development and tests';

/** Seals what has to be read again and must not be read in a copy of the database; and hashes what is only compared. */
@Injectable()
export class Secrets {
  private readonly sealing: Buffer;
  private readonly hashing: Buffer;

  constructor({FILES_KEY}: Environment) {
    const key = (use: string) => Buffer.from(hkdfSync('sha256', FILES_KEY ?? DEVELOPMENT, 'alongside', use, 32));
    [this.sealing, this.hashing] = [key('secrets'), key('digests')];
  }

  /** @param name is sealed in: under another name it does not open */
  seal(name: string, secret: Uint8Array): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealing, nonce).setAAD(Buffer.from(name));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when it was changed, or sealed under another name or key */
  open(name: string, sealed: Buffer): Buffer {
    const opening = createDecipheriv(CIPHER, this.sealing, sealed.subarray(0, NONCE_BYTES), {authTagLength: TAG_BYTES})
      .setAAD(Buffer.from(name))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([opening.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), opening.final()]);
  }

  /** Always the same for the same, and not to be guessed back without the key: for addresses and the like. */
  digest(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.hashing).update(JSON.stringify(parts)).digest();
  }
}
